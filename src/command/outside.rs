//! What every connector is given: a client that trusts what the operator trusts.

use super::trouble::{Exit, Trouble};
use crate::config::Config;
use crate::connect::http::{Caller, Limits};

/// A client of its own for one connector, with the operator's extra root certificate where there is one.
pub(super) fn caller(config: &Config) -> Result<Caller, Trouble> {
    limited(config, Limits::default())
}

/// The same with other limits.
pub(super) fn limited(config: &Config, limits: Limits) -> Result<Caller, Trouble> {
    let extra_ca = config
        .extra_ca
        .as_ref()
        .map(|path| std::fs::read(path).map_err(|cause| Trouble::machine("读取根证书文件", path, &cause)))
        .transpose()?;
    Caller::new(extra_ca.as_deref(), limits).map_err(|cause| {
        Trouble::new(
            Exit::Settings,
            format!("对外连接不能使用（{cause}）；请核对 connect.extra_ca 里的根证书文件后重试。"),
        )
    })
}
