//! Where a case stands, and what each act does to it (spec 7).

use crate::terms::OfficerId;
use minicbor::{Decode, Encode};

/// A reason given by the officer, attached to one line of the matter or to the whole.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Remark {
    /// The line's key, or empty for the whole matter.
    #[n(0)]
    pub field: String,
    /// What to mend, in words for the person.
    #[n(1)]
    pub text: String,
}

/// Where a case stands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum State {
    /// 待审核.
    #[n(0)]
    Waiting,
    /// 退回补正, with what has to be mended.
    #[n(1)]
    Returned(#[n(0)] Vec<Remark>),
    /// 已通过.
    #[n(2)]
    Approved,
    /// 不予通过, with the reason.
    #[n(3)]
    Rejected(#[n(0)] String),
    /// 已撤回 by the person.
    #[n(4)]
    Withdrawn,
    /// 待复核: this officer has agreed, another one has to as well.
    #[n(5)]
    Seconded(#[n(0)] OfficerId),
    /// 待调入地审核: the leaving side of a transfer has let go, the receiving side decides.
    #[n(6)]
    Released,
}

/// How many officers have to agree before something is approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eyes {
    /// One.
    Two,
    /// Two, who are not the same.
    Four,
    /// One on each side of a transfer, the leaving side first (spec 2.5).
    Sides,
}

/// What an officer decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// 通过.
    Approve,
    /// 退回补正; at least one remark.
    Return(Vec<Remark>),
    /// 不予通过; with a reason.
    Reject(String),
}

/// Why the corridor refuses an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The case is no longer where the act expects it; its present state in words.
    AlreadyDecided(&'static str),
    /// The case changed since the page was drawn.
    Stale,
    /// A return or rejection without a reason.
    ReasonMissing,
    /// The officer is the person the case is about.
    OwnCase,
    /// The case belongs to another authority, or does not exist.
    NotFound,
    /// The officer may read but not decide.
    ReadOnly,
    /// Somebody else has already been verified for this document number.
    NumberTaken,
    /// Another account has this phone.
    PhoneTaken,
    /// This officer has agreed already; another one has to.
    SameOfficer,
    /// What would be on record breaks a rule or no longer fits what is there.
    Unfit,
    /// The letter of a transfer is on its way to another instance, so only its answer or its end changes anything.
    OnTheWay,
    /// The time to accept a letter is over.
    Lapsed,
    /// The receiving side of a transfer does no business here, and no instance is known that serves it.
    Unreachable,
}

impl State {
    /// The state's name for people.
    pub fn label(&self) -> &'static str {
        match self {
            State::Waiting => "待审核",
            State::Returned(_) => "退回补正",
            State::Approved => "审核通过",
            State::Rejected(_) => "不予通过",
            State::Withdrawn => "已撤回",
            State::Seconded(_) => "待复核",
            State::Released => "待调入地审核",
        }
    }

    /// Whether an officer has to act next.
    pub fn is_waiting(&self) -> bool {
        matches!(self, State::Waiting | State::Seconded(_) | State::Released)
    }

    /// Whether the case still ties its matter up: waiting, or returned for correction.
    pub fn is_open(&self) -> bool {
        self.is_waiting() || matches!(self, State::Returned(_))
    }

    /// The state after this officer's decision.
    pub fn decide(&self, decision: Decision, by: OfficerId, eyes: Eyes) -> Result<State, Refusal> {
        if !self.is_waiting() {
            return Err(Refusal::AlreadyDecided(self.label()));
        }
        match decision {
            Decision::Approve => match self {
                State::Waiting if eyes == Eyes::Four => Ok(State::Seconded(by)),
                State::Waiting if eyes == Eyes::Sides => Ok(State::Released),
                State::Seconded(first) if *first == by => Err(Refusal::SameOfficer),
                _ => Ok(State::Approved),
            },
            Decision::Return(remarks) if remarks.is_empty() => Err(Refusal::ReasonMissing),
            Decision::Return(remarks) => Ok(State::Returned(remarks)),
            Decision::Reject(reason) if reason.trim().is_empty() => Err(Refusal::ReasonMissing),
            Decision::Reject(reason) => Ok(State::Rejected(reason)),
        }
    }

    /// The state after the person sends the mended matter again.
    pub fn refile(&self) -> Result<State, Refusal> {
        match self {
            State::Returned(_) => Ok(State::Waiting),
            State::Waiting
            | State::Seconded(_)
            | State::Released
            | State::Approved
            | State::Rejected(_)
            | State::Withdrawn => Err(Refusal::AlreadyDecided(self.label())),
        }
    }

    /// The state after the person takes the matter back.
    pub fn withdraw(&self) -> Result<State, Refusal> {
        match self {
            State::Waiting | State::Seconded(_) | State::Released | State::Returned(_) => {
                Ok(State::Withdrawn)
            }
            State::Approved | State::Rejected(_) | State::Withdrawn => {
                Err(Refusal::AlreadyDecided(self.label()))
            }
        }
    }
}

impl Refusal {
    /// What happened and what to do next, for the person who reads it.
    pub fn sentence(&self) -> String {
        match self {
            Refusal::AlreadyDecided(now) => {
                format!("该业务已被处理，现在的状态是「{now}」，您的操作没有生效。")
            }
            Refusal::Stale => "该业务在您打开页面之后有了变化，请查看最新内容后再操作。".into(),
            Refusal::ReasonMissing => "请至少写明一条原因，让办理人知道哪里要改、怎么改。".into(),
            Refusal::OwnCase => "这是您本人的业务，应由其他审核人员办理。".into(),
            Refusal::NotFound => "没有找到该业务，它可能不属于您的管理部门。".into(),
            Refusal::ReadOnly => "您可以查看该业务，但只有所属会计管理部门的审核人员才能办理。".into(),
            Refusal::PhoneTaken => "该手机号已被其他账号使用，请换一个手机号。".into(),
            Refusal::SameOfficer => "您已经初审通过，这项业务需要另一位审核人员复核。".into(),
            Refusal::Unfit => "登记的内容在提交之后有了变化，照此变更会与登记的其他内容矛盾，不能通过。请退回补正，请办理人核对后重新提交。".into(),
            Refusal::OnTheWay => "电子调转函已经开出，收到调入地的回执之前不能撤回或改变；需要取消的，请联系调入地退回。".into(),
            Refusal::Lapsed => "电子调转函已超过接收期限，不能再通过；请退回，并联系调出地重新开具。".into(),
            Refusal::Unreachable => "调入地会计管理机构目前没有在本平台办理业务，也没有登记为互通平台，不能确认调出。请退回，并请办理人核对。".into(),
            Refusal::NumberTaken => "该证件号码已有其他账号通过实名认证，请先核实两个账号的材料。".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: OfficerId = OfficerId::from_bytes([1; 16]);
    const SECOND: OfficerId = OfficerId::from_bytes([2; 16]);

    fn all() -> [State; 7] {
        [
            State::Waiting,
            State::Returned(Vec::new()),
            State::Approved,
            State::Rejected("x".into()),
            State::Withdrawn,
            State::Seconded(FIRST),
            State::Released,
        ]
    }

    #[test]
    fn only_a_waiting_case_can_be_decided() {
        for state in all() {
            let decided = state.decide(Decision::Approve, SECOND, Eyes::Two);
            let waits = matches!(state, State::Waiting | State::Seconded(_) | State::Released);
            assert_eq!(decided.is_ok(), waits, "{state:?}");
        }
    }

    #[test]
    fn a_returned_case_may_be_filed_again_and_no_other() {
        for state in all() {
            assert_eq!(state.refile().is_ok(), matches!(state, State::Returned(_)), "{state:?}");
        }
    }

    #[test]
    fn an_open_case_may_be_withdrawn() {
        for state in all() {
            assert_eq!(state.withdraw().is_ok(), state.is_open(), "{state:?}");
        }
    }

    #[test]
    fn a_return_or_rejection_needs_a_reason() {
        let decide = |decision| State::Waiting.decide(decision, FIRST, Eyes::Two);
        assert_eq!(decide(Decision::Return(Vec::new())), Err(Refusal::ReasonMissing));
        assert_eq!(decide(Decision::Reject("  ".into())), Err(Refusal::ReasonMissing));
    }

    #[test]
    fn the_two_sides_of_a_transfer_decide_one_after_the_other() {
        let left = State::Waiting.decide(Decision::Approve, FIRST, Eyes::Sides).unwrap();
        assert_eq!((left.clone(), left.label()), (State::Released, "待调入地审核"));
        assert_eq!(left.decide(Decision::Approve, SECOND, Eyes::Sides), Ok(State::Approved));
        let back = Decision::Return(vec![Remark { field: String::new(), text: "材料不清".into() }]);
        assert!(matches!(left.decide(back, SECOND, Eyes::Sides), Ok(State::Returned(_))));
    }

    #[test]
    fn four_eyes_are_those_of_two_officers() {
        let first = State::Waiting.decide(Decision::Approve, FIRST, Eyes::Four).unwrap();
        assert_eq!(first, State::Seconded(FIRST));
        assert_eq!(first.decide(Decision::Approve, FIRST, Eyes::Four), Err(Refusal::SameOfficer));
        assert_eq!(first.decide(Decision::Approve, SECOND, Eyes::Four), Ok(State::Approved));
        let reject = Decision::Reject("材料不属实。".into());
        assert_eq!(
            first.decide(reject.clone(), FIRST, Eyes::Four),
            Ok(State::Rejected("材料不属实。".into()))
        );
    }
}
