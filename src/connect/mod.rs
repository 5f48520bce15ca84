//! The outside services behind one small trait each.
