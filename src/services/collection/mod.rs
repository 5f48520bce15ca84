//! Chapter 3: an accountant files their record (会计人员信息采集).
//!
//! | page | chapter | what happens there |
//! |---|---|---|
//! | `/me/collect` | 3.1, 3.6 | 采集须知, the steps in any order, 审核告知 |
//! | `/me/collect/scope` | 3.1 | 采集范围 |
//! | `/me/collect/basic` | 3.2 | 基本信息 |
//! | `/me/collect/education` | 3.3 | 教育经历, in [`education`] |
//! | `/me/collect/work` | 3.4 | 工作经历, in [`employment`], with the forms to print in [`proofs`] |
//! | `/me/collect/department` | 3.5 | 会计管理部门 |
//! | `/me/collect/check` | 3.5 | 核对并提交 |

pub mod actions;
pub mod education;
pub mod employment;
pub mod proofs;
mod records;

mod forms;
mod pages;
mod routes;

pub use routes::routes;
