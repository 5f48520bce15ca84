//! Outside services as they would behave: on loopback, each working out every signature anew from the raw bytes it
//! received, and able to misbehave. They record what reached them, so that a test can count what left the house.
#![allow(dead_code, reason = "every test uses a part of what the fakes can do")]
pub mod alipay;
pub mod aliyun;
pub mod http;
pub mod identity;
pub mod letter;
pub mod post;
pub mod smtp;
pub mod tencent;
pub mod webhook;
