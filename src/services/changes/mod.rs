//! Chapters 4 and 6: what is on record changes (信息变更), titles among it (会计人员职称管理).
//!
//! | page | chapter | what happens there |
//! |---|---|---|
//! | `/me/change` | 4.1 | 基本信息变更, the chapter's first page; `/me/change/records` its 变更记录 |
//! | `/me/change/education` | 4.2 | 教育经历变更 |
//! | `/me/change/work` | 4.3 | 工作经历变更 |
//! | `/me/change/correction` | – | 更正 of name, number, sex or birth, decided by two officers (spec 2.4) |
//! | `/me/change/cases/<number>` | 4.1 | 变更详情: before beside after |
//! | `/me/titles` | 6.1 | 会计专业技术资格, by hand or from the certificate library |
//! | `/me/titles/licences` | 6.2 | 其他专业技术人员职业资格 |
//! | `/me/change/history` | – | every state the record ever had |
//!
//! Always holds: a request names the state of the record that its page showed, and a request from an older one is
//! refused with what happened meanwhile; one request at a time is open for one thing.

pub mod actions;

mod forms;
mod pages;
mod routes;

pub use routes::routes;
