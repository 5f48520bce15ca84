//! 单位名录: comparing an employer that somebody typed with the register of employers.

use super::checks::{Check, Finding};
use crate::dossier::Employment;

/// The check of one job; `registered` is the name under which the register knows the code, if it does.
pub fn check_register(job: &Employment, registered: Option<&str>) -> Check {
    let plain = |name: &str| name.replace('（', "(").replace('）', ")").replace(' ', "");
    let (finding, text) = match registered {
        None => {
            (Finding::Look, format!("单位名录中没有「{}」的统一社会信用代码，请对照证照核对", job.employer))
        }
        Some(name) if plain(name) == plain(&job.employer) => {
            (Finding::Fine, format!("「{}」的名称和统一社会信用代码与单位名录一致", job.employer))
        }
        Some(name) => (
            Finding::Look,
            format!("统一社会信用代码在单位名录中是「{name}」，填写的是「{}」，请核对", job.employer),
        ),
    };
    Check { finding, text, field: job.key("employer") }
}
