//! The words of the trade: small checked types that know nobody.
//!
//! A value of one of these types has been checked, so nothing further in has to doubt it. What people typed enters
//! through `parse`, which normalises first (blanks, full-width forms, NFC) and answers with a [`Wrong`]: one friendly
//! Chinese sentence. What the database kept enters through CBOR, which checks only that it is legible, because records
//! of the former provincial platforms break today's rules and must stay readable (spec 1.9).
//!
//! | English | 中文 | type | chapter |
//! |---|---|---|---|
//! | account | 账户 | [`AccountId`] | 1.1 |
//! | case, acceptance number | 业务、受理编号 | [`CaseId`], [`CaseNumber`] | 3.6, 5.2 |
//! | officer | 财政用户 | [`OfficerId`] | 2 |
//! | session | 登录会话 | [`SessionId`] | 2.1 |
//! | hand-off from a screen to a phone or the counter | 扫码办理、窗口核验 | [`HandoffId`] | 2.3 |
//! | attachment, dossier item | 附件、档案条目 | [`FileId`], [`ItemId`] | 3.3, 3.4 |
//! | identity document | 有效身份证件 | [`Document`], [`DocumentKind`] | 1.1 |
//! | resident number | 公民身份号码 | [`ResidentNumber`] | 1.1 |
//! | sex | 性别 | [`Sex`] | 3.2 |
//! | unified social credit code | 统一社会信用代码 | [`CreditCode`] | 3.4 |
//! | mobile phone, office telephone | 手机号码、工作单位电话 | [`Phone`], [`Telephone`] | 1.1, 3.4 |
//! | e-mail address, postcode | 邮箱、邮编 | [`Email`], [`Postcode`] | 3.2 |
//! | real name | 真实姓名 | [`PersonName`] | 1.1, 2.3 |
//! | password | 密码 | [`Password`] | 1.1, 2.2 |
//! | administrative division | 行政区划 | [`RegionCode`], [`RegionLevel`] | 3.2, 3.5 |
//! | day, moment, period | 日期、时间、起止时间 | [`Day`], [`Moment`], [`Period`] | 3.3, 3.4 |
//! | one line of text | 单行文字 | [`Line`] | 3.2–3.4 |
//! | mask | 脱敏显示 | [`masked`] | 4.1 |

mod case_number;
mod checked;
mod credit_code;
mod day;
mod document;
mod email;
mod ids;
pub mod masked;
mod moment;
mod password;
mod period;
mod person_name;
mod phone;
mod postcode;
mod region;
mod resident_number;
mod sex;
mod telephone;
mod text;
mod typed;
mod wrong;

pub use case_number::CaseNumber;
pub use credit_code::CreditCode;
pub use day::{Day, Weekday};
pub use document::{Document, DocumentKind};
pub use email::Email;
pub use ids::{AccountId, CaseId, FileId, HandoffId, ItemId, OfficerId, SessionId};
pub use moment::Moment;
pub use password::{Password, PasswordRule};
pub use period::Period;
pub use person_name::PersonName;
pub use phone::Phone;
pub use postcode::Postcode;
pub use region::{RegionCode, RegionLevel};
pub use resident_number::{ResidentCard, ResidentNumber, check_character};
pub use sex::Sex;
pub use telephone::Telephone;
pub use text::Line;
pub use typed::normalised;
pub use wrong::Wrong;
