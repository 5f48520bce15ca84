//! The words of the trade: small checked types that know nobody.
