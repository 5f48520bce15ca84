//! 基本信息: who the person is and where to reach them (spec 1.7).

use crate::terms::{Day, Document, Email, FileId, PersonName, Phone, Postcode, RegionCode, Sex};
use minicbor::{Decode, Encode};

/// What registration fixed; the collection shows it and never edits it (spec 1.7).
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Identity {
    /// 有效身份证件.
    #[n(0)]
    pub document: Document,
    /// 姓名.
    #[n(1)]
    pub name: PersonName,
    /// 手机号码.
    #[n(2)]
    pub phone: Phone,
}

/// 通讯地址: division and street.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Address {
    /// 省/市/区.
    #[n(0)]
    pub region: RegionCode,
    /// 详细地址.
    #[n(1)]
    pub street: String,
}

/// Complete basic information.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Basics {
    /// 证件照, at least 10 KB and 295×413 px (spec 1.7).
    #[n(0)]
    pub portrait: FileId,
    /// 性别: from the resident number, or asked once for other documents.
    #[n(1)]
    pub sex: Sex,
    /// 出生年月.
    #[n(2)]
    pub birth: Day,
    /// 政治面貌, GB/T 4762 code.
    #[n(3)]
    pub politics: String,
    /// 民族, GB/T 3304 code; not asked from holders of permits and passports.
    #[n(4)]
    pub ethnicity: Option<String>,
    /// 邮箱, optional.
    #[n(5)]
    pub email: Option<Email>,
    /// 通讯地址.
    #[n(6)]
    pub address: Address,
    /// 邮编, optional.
    #[n(7)]
    pub postcode: Option<Postcode>,
    /// 身份证明正面.
    #[n(8)]
    pub identity_front: Option<FileId>,
    /// 身份证明背面.
    #[n(9)]
    pub identity_back: Option<FileId>,
}

/// Basic information as far as it has been filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct BasicsDraft {
    /// 证件照.
    #[n(0)]
    pub portrait: Option<FileId>,
    /// 性别.
    #[n(1)]
    pub sex: Option<Sex>,
    /// 出生年月.
    #[n(2)]
    pub birth: Option<Day>,
    /// 政治面貌.
    #[n(3)]
    pub politics: Option<String>,
    /// 民族.
    #[n(4)]
    pub ethnicity: Option<String>,
    /// 邮箱.
    #[n(5)]
    pub email: Option<Email>,
    /// 通讯地址.
    #[n(6)]
    pub address: Option<Address>,
    /// 邮编.
    #[n(7)]
    pub postcode: Option<Postcode>,
    /// 身份证明正面.
    #[n(8)]
    pub identity_front: Option<FileId>,
    /// 身份证明背面.
    #[n(9)]
    pub identity_back: Option<FileId>,
}

impl Basics {
    /// The same, to be filled in anew.
    pub fn reopened(self) -> BasicsDraft {
        BasicsDraft {
            portrait: Some(self.portrait),
            sex: Some(self.sex),
            birth: Some(self.birth),
            politics: Some(self.politics),
            ethnicity: self.ethnicity,
            email: self.email,
            address: Some(self.address),
            postcode: self.postcode,
            identity_front: self.identity_front,
            identity_back: self.identity_back,
        }
    }

    /// Every picture.
    pub fn files(&self) -> Vec<FileId> {
        [Some(self.portrait), self.identity_front, self.identity_back].into_iter().flatten().collect()
    }
}
