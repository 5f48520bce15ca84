//! What is said when a service was not reached, or when something else answered in its place.

use crate::connect::{Barrier, Seen};

/// The other side, as the sentences call it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side {
    /// Its name.
    pub(super) who: &'static str,
    /// The setting with its address.
    pub(super) address: &'static str,
}

/// Why there is no answer of the service; none when there was one.
pub(super) fn fault(side: Side, seen: Option<Seen>) -> Option<String> {
    match seen? {
        Seen::Barred(barrier) => Some(barred(side, barrier)),
        Seen::Answered { status: 200..=299, .. } => None,
        Seen::Answered { status, .. } => Some(format!(
            "{0}的地址回答了 HTTP {status}，不像是接口的回答；请核对 {1}，5 开头的状态也可能是对方暂时故障，请稍后重试。",
            side.who, side.address
        )),
    }
}

fn barred(side: Side, barrier: Barrier) -> String {
    let Side { who, address } = side;
    match barrier {
        Barrier::NotAllowed => format!("请求没有发出：地址或设置里有不能使用的字符；请核对 {address}。"),
        Barrier::NoName => {
            format!("找不到{who}的主机名（域名解析失败）；请核对 {address} 和本机的 DNS 设置。")
        }
        Barrier::NoConnection => {
            format!("连不上{who}；请核对 {address} 的主机和端口，并检查本机到它的网络和防火墙。")
        }
        Barrier::Late => {
            format!("{who}没有按时回答；请检查本机能否访问 {address} 的地址、防火墙是否放行。")
        }
        Barrier::UnknownRoot => format!(
            "{who}的证书不是受信任的机构签发的；内网网关请把签发它的根证书放进文件，填入 connect.extra_ca，\
             公网服务出现这种情况说明连接可能被中途拦截，请勿忽略。"
        ),
        Barrier::OtherHost => format!("{who}的证书属于另一个主机名；请核对 {address} 里的主机名。"),
        Barrier::OutOfDate => {
            format!("{who}的证书不在有效期内；请先核对本机的日期和时间，日期没有错时请对方更换证书。")
        }
        Barrier::NoTls => {
            format!("{who}的端口没有按 https 应答；请核对 {address} 的端口，或请对方开通 https。")
        }
        Barrier::Cut => format!("与{who}的连接中途断开；请检查网络和防火墙后重试。"),
        Barrier::TooLong => format!("{who}的回答太长，不像是接口的回答；请核对 {address}。"),
    }
}
