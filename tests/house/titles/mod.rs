//! Chapter 6: 会计人员职称管理.
mod bench;
mod fetched;
mod kit;
mod licences;
mod register;
