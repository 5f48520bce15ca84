//! 其他专业技术人员职业资格: one qualification outside accounting (guide 6.2, spec 3.9).

use crate::terms::{Day, FileId, ItemId};
use minicbor::{Decode, Encode};

/// One 其他专业技术人员职业资格.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Licence {
    /// Names the record inside its dossier.
    #[n(0)]
    pub id: ItemId,
    /// 资格类型.
    #[n(1)]
    pub kind: String,
    /// 资格级别, of the kinds that have one.
    #[n(2)]
    pub level: Option<String>,
    /// 资格证书编号.
    #[n(3)]
    pub number: String,
    /// 取得时间.
    #[n(4)]
    pub obtained: Day,
    /// 发证机关.
    #[n(5)]
    pub issuer: String,
    /// Photograph of the certificate.
    #[n(6)]
    pub picture: Option<FileId>,
}
