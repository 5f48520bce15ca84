//! What is said about this machine's clock.

use crate::connect::Seen;

/// A clock that is further off than this is worth a word even where nobody minded.
const WORTH_A_WORD: u64 = 60;

/// How many seconds the clock is ahead, where the other side told its time.
pub(super) fn ahead(seen: Option<Seen>) -> Option<i64> {
    match seen {
        Some(Seen::Answered { ahead, .. }) => ahead,
        Some(Seen::Barred(_)) | None => None,
    }
}

/// Whether the clock is so far off that a provider with this tolerance in seconds would mind.
pub(super) fn is_beyond(seen: Option<Seen>, tolerance: u64) -> bool {
    ahead(seen).is_some_and(|ahead| ahead.unsigned_abs() > tolerance)
}

/// The sentence for a request that was refused because of its moment.
pub(super) fn refused(who: &str, seen: Option<Seen>) -> String {
    let off = match ahead(seen) {
        Some(ahead) if ahead != 0 => format!("本机时钟比{who}{}", distance(ahead)),
        Some(_) | None => "两边的时钟不一致".to_owned(),
    };
    format!("{who}不接受请求里的时间，{off}；请校准本机时间（如 timedatectl set-ntp true）后重试。")
}

/// What is added to any other sentence when the clock is off; empty when it is not.
pub(super) fn note(who: &str, seen: Option<Seen>) -> String {
    match ahead(seen) {
        Some(ahead) if ahead.unsigned_abs() > WORTH_A_WORD => {
            format!("另外，本机时钟比{who}{}，请校准本机时间。", distance(ahead))
        }
        Some(_) | None => String::new(),
    }
}

fn distance(ahead: i64) -> String {
    let (seconds, direction) = (ahead.unsigned_abs(), if ahead > 0 { "快" } else { "慢" });
    match seconds {
        120.. => format!("{direction} {seconds} 秒（约 {} 分钟）", (seconds + 30) / 60),
        _ => format!("{direction} {seconds} 秒"),
    }
}
