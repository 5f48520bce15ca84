//! Why a letter or an answer is not taken in; nothing has changed when one of these is said.

use crate::envelope::Fault;
use crate::terms::RegionCode;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// Its form, its signature or its seal.
    Sealed(Fault),
    /// This instance has not chosen its region yet.
    NotSetUp,
    /// Nobody here knows the instance it says to come from.
    UnknownSender,
    /// The exchange with the sender has been ended.
    EndedSender,
    /// It was issued later than now.
    FromTheFuture,
    /// The time to accept it is over.
    Lapsed,
    /// It has been taken in before.
    Repeated,
    /// What was unsealed is no letter of this version.
    Unreadable,
    /// Its parts contradict each other; which, in words.
    Contradictory(&'static str),
    /// It comes from a demonstration and this is none, or the other way round.
    OtherWorld,
    /// The receiving department does no business here.
    NotServed(RegionCode),
    /// The receiving department is not the officer's, or the officer does not review.
    NotYours,
    /// The person is on record here already.
    OnRecord,
    /// The verified account of this number has another name.
    OtherName,
    /// Ids or numbers in it belong to somebody else here.
    Conflicting,
    /// The answer is about no letter that was issued here.
    NoSuchLetter,
    /// The answer is about another file than the one that was issued under the number.
    OtherLetter,
    /// The letter has been answered or has become void.
    Answered,
    /// The other side has accepted a letter that is void here, and the record has changed since.
    AcceptedInVain,
    /// There is nothing to issue, answer or end.
    Nothing,
    /// The department is served neither here nor by an instance that is known here.
    Unreachable,
    /// The leaving department lies outside the region of this instance's own card.
    OutsideOwn,
    /// What was typed off the paper belongs to another letter.
    OtherPaper,
    /// Something changed while it was looked at.
    Stale,
}

impl Unusable {
    /// What happened and what to do next.
    pub fn sentence(&self) -> String {
        match self {
            Unusable::Sealed(fault) => fault.sentence().into(),
            Unusable::NotSetUp => "本平台还没有完成初始设置，不能收发电子调转函；请先完成设置。".into(),
            Unusable::UnknownSender => {
                "发函平台没有在本平台登记。请管理员在“互通平台”中登记对方的名片并电话核对口令，再导入这封函。".into()
            }
            Unusable::EndedSender => "与发函平台的互通已经停止，这封函没有导入。需要恢复的，请管理员重新登记。".into(),
            Unusable::FromTheFuture => "这封函的开具时间晚于现在。请核对两边服务器的时钟，再导入一次。".into(),
            Unusable::Lapsed => "这封函已经超过接收期限，不能再接收。请联系调出地作废后重新开具。".into(),
            Unusable::Repeated => "这封函以前已经导入过，没有重复办理。".into(),
            Unusable::Unreadable => "这封函的内容不能识别，可能由更高版本的程序开具。请先升级本平台，或请对方重新开具。".into(),
            Unusable::Contradictory(what) => format!("这封函的内容前后矛盾（{what}），没有导入。请联系调出地重新开具。"),
            Unusable::OtherWorld => "演示平台与正式平台之间不能互相调转，这封函没有导入。".into(),
            Unusable::NotServed(region) => {
                format!("这封函的调入地（{region}）没有在本平台办理业务，没有导入。请核对是否送错了平台。")
            }
            Unusable::NotYours => "这封函的另一方不是您所在的会计管理部门，或者您没有审核权限，没有导入；请交给该部门的审核员。".into(),
            Unusable::OnRecord => "这个人在本平台已经登记在册，不能再次调入。请联系调出地核实。".into(),
            Unusable::OtherName => {
                "本平台有同一证件号码的实名账号，但姓名与函中的不同，没有导入。请先核实两边的姓名，更正后再办理。".into()
            }
            Unusable::Conflicting => "这封函中的业务编号与本平台其他人的业务重复，没有导入。请联系调出地核实。".into(),
            Unusable::NoSuchLetter => "这份回执对应的调转函不是本平台开具的，没有导入。请核对是否送错了平台。".into(),
            Unusable::OtherLetter => "这份回执对应的文件与本平台开具的调转函不一致，没有导入。请联系调入地核实。".into(),
            Unusable::Answered => "这封调转函已经办结或作废，没有重复办理。".into(),
            Unusable::AcceptedInVain => {
                "调入地已经接收了这封函，但它在本平台已作废，之后调转或登记的信息又有了变化。请立即与调入地核对，由调入地办理调回。".into()
            }
            Unusable::Nothing => "没有找到可以办理的调转函，它可能已经办结，请回到列表查看。".into(),
            Unusable::Unreachable => {
                "调入地没有登记为互通平台，不能开具电子调转函。请管理员先登记对方平台的名片。".into()
            }
            Unusable::OutsideOwn => {
                "本平台的名片所代表的行政区不包括调出地，开出的函对方不会接收。请系统管理员核对本平台的行政区划设置（region_code）。".into()
            }
            Unusable::OtherPaper => "纸质调转函上的编号或指纹与这个文件不一致，没有导入。请核对文件和纸质函是否属于同一次调转。".into(),
            Unusable::Stale => "导入时本平台的数据有了变化，没有导入，请再试一次。".into(),
        }
    }
}

impl From<Fault> for Unusable {
    fn from(fault: Fault) -> Unusable {
        Unusable::Sealed(fault)
    }
}
