//! Bytes, order, durability; knows no word of the trade.
