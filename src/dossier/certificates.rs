//! The qualification certificate that scopes (二) and (五) rest on (spec 2.1).

use crate::terms::{Day, FileId};
use minicbor::{Decode, Encode};

/// A professional qualification shown as proof of a collection scope.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Certificate {
    /// 资格证书名称.
    #[n(0)]
    pub name: String,
    /// 证书编号 or 管理号.
    #[n(1)]
    pub number: String,
    /// 取得时间.
    #[n(2)]
    pub obtained: Day,
    /// Photograph of the original.
    #[n(3)]
    pub picture: Option<FileId>,
}
