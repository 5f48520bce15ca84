//! The outside services behind one small trait each.
//!
//! What always holds: a call ends in one of three ways (done, refused, unknown), never later than
//! its deadline; the address called comes from the operator, never from a request.

pub mod http;
