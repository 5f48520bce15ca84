//! Why a hand-off refuses an act.

/// Why an act does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such hand-off, or not this browser's.
    NotFound,
    /// The code on the screen has been replaced by a newer one.
    CodeReplaced,
    /// Another phone has opened it.
    OtherPhone,
    /// It has ended: lapsed, failed, passed or superseded.
    Over,
    /// The screen's session has ended.
    ScreenGone,
    /// It is not at the step this act belongs to.
    OutOfStep,
    /// The identity service has been asked often enough in this attempt, or today.
    AskedTooOften,
    /// This account has begun too many within the hour.
    BegunTooOften,
}

impl Refusal {
    /// What happened and what to do next.
    pub fn sentence(&self) -> &'static str {
        match self {
            Refusal::NotFound => "没有找到这个二维码对应的办理，请扫屏幕上现在显示的二维码。",
            Refusal::CodeReplaced => "屏幕上已经换新码了，请重新扫。",
            Refusal::OtherPhone => {
                "这个二维码已被另一部手机打开。如果不是您的手机，请在屏幕上点“换一个新码”，再扫一次。"
            }
            Refusal::Over => "这次办理已经结束，请看屏幕上的提示；需要再办时，请在屏幕上重新开始。",
            Refusal::ScreenGone => "屏幕上的登录已经退出，这个二维码不再有效。请在屏幕上重新登录。",
            Refusal::BegunTooOften => "重新开始的次数太多，请过一会儿再试，或者换一种认证方式。",
            Refusal::OutOfStep => "这一步已经办过了，请看手机和屏幕上的提示。",
            Refusal::AskedTooOften => "认证服务已经请求了多次，请改用上传证件照片，或者到窗口核验。",
        }
    }
}
