//! One case: a matter on its way through the corridor.

use super::matter::{CaseKind, Matter};
use super::state::{Decision, Eyes, Refusal, Remark, State};
use super::transfer::Route;
use crate::terms::{AccountId, CaseNumber, Day, Moment, OfficerId, RegionCode};
use minicbor::{Decode, Encode};

/// A case without its matter, which stands in its filings.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Case {
    /// 受理编号, the only id a person ever sees.
    #[n(0)]
    pub number: CaseNumber,
    /// Who asks.
    #[n(1)]
    pub person: AccountId,
    /// What is asked.
    #[n(2)]
    pub kind: CaseKind,
    /// Who decides.
    #[n(3)]
    pub authority: RegionCode,
    /// Where it stands.
    #[n(4)]
    pub state: State,
    /// When the present round was filed.
    #[n(5)]
    pub filed: Moment,
    /// The promised day of the decision.
    #[n(6)]
    pub due: Day,
    /// Counts every change; an act names the version it saw.
    #[n(7)]
    pub version: u32,
    /// Counts filings from 1.
    #[n(8)]
    pub round: u32,
    /// Everything that happened, oldest first.
    #[n(9)]
    pub history: Vec<HistoryLine>,
    /// The person's masked name for lists.
    #[n(10)]
    pub masked_name: String,
    /// Who decided the present state.
    #[n(11)]
    pub decided_by: Option<OfficerId>,
    /// When the present state was decided.
    #[n(12)]
    pub decided: Option<Moment>,
    /// The way between the two sides of a transfer.
    #[n(13)]
    pub route: Option<Route>,
    /// Who keeps the file since the person's record has moved; none while that is who decided it.
    #[n(14)]
    pub keeper: Option<RegionCode>,
}

/// One thing that happened to a case, in words for both sides.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct HistoryLine {
    /// When.
    #[n(0)]
    pub at: Moment,
    /// Who, in words: 本人, or the officer's masked name.
    #[n(1)]
    pub who: String,
    /// What was done.
    #[n(2)]
    pub what: String,
}

/// One filed version of the matter; kept for ever.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Filing {
    /// What was asked in this round.
    #[n(0)]
    pub matter: Matter,
    /// When.
    #[n(1)]
    pub at: Moment,
    /// What the officer answered to the round before.
    #[n(2)]
    pub answers: Vec<Remark>,
}

/// What a queue row shows; stands in the index itself so that lists never decode a case.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct QueueRow {
    /// 受理编号.
    #[n(0)]
    pub number: CaseNumber,
    /// Kind.
    #[n(1)]
    pub kind: CaseKind,
    /// Masked name.
    #[n(2)]
    pub masked_name: String,
    /// When the round was filed.
    #[n(3)]
    pub filed: Moment,
    /// Promised day.
    #[n(4)]
    pub due: Day,
    /// Round.
    #[n(5)]
    pub round: u32,
    /// State in words.
    #[n(6)]
    pub state: String,
    /// When it was decided, for decided rows.
    #[n(7)]
    pub decided: Option<Moment>,
    /// Who decides.
    #[n(8)]
    pub authority: RegionCode,
}

/// 审核方式 (spec 1.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewMode {
    /// 人工审核.
    Officer,
    /// 系统自动审核.
    Rule,
}

impl ReviewMode {
    /// The way in words.
    pub fn label(self) -> &'static str {
        match self {
            ReviewMode::Officer => "人工审核",
            ReviewMode::Rule => "系统自动审核",
        }
    }
}

impl Case {
    /// A new case, waiting at its authority.
    pub fn file(number: CaseNumber, person: AccountId, matter: &Matter, now: Moment, due: Day) -> Case {
        Case {
            number,
            person,
            kind: matter.kind(),
            authority: matter.authority(),
            state: State::Waiting,
            filed: now,
            due,
            version: 1,
            round: 1,
            history: vec![HistoryLine { at: now, who: "本人".into(), what: "提交审核".into() }],
            masked_name: matter.identity().name.masked(),
            decided_by: None,
            decided: None,
            route: matter.transfer().map(Route::new),
            keeper: None,
        }
    }

    /// Sends a mended matter again.
    pub fn refile(&mut self, matter: &Matter, now: Moment, due: Day) -> Result<(), Refusal> {
        self.state = self.state.refile()?;
        self.authority = matter.authority();
        self.route = matter.transfer().map(Route::new);
        self.masked_name = matter.identity().name.masked();
        self.filed = now;
        self.due = due;
        self.round += 1;
        self.decided = None;
        self.decided_by = None;
        self.note(now, "本人", "补正后再次提交");
        Ok(())
    }

    /// Takes the matter back.
    pub fn withdraw(&mut self, now: Moment) -> Result<(), Refusal> {
        if self.is_on_the_way() {
            return Err(Refusal::OnTheWay);
        }
        self.end(now, "本人", "撤回")
    }

    /// Ends an open case for a reason that lies outside it, such as the end of its account.
    pub fn close(&mut self, now: Moment, reason: &str) -> Result<(), Refusal> {
        self.end(now, "系统", reason)
    }

    /// Ends an open case undecided; a transfer that goes nowhere stays with its leaving side.
    fn end(&mut self, now: Moment, who: &str, what: &str) -> Result<(), Refusal> {
        self.state = self.state.withdraw()?;
        if let Some(route) = &self.route {
            self.authority = route.from;
        }
        self.note(now, who, what);
        Ok(())
    }

    /// Applies an officer's decision to the version that was seen.
    pub fn decide(
        &mut self,
        seen: u32,
        decision: Decision,
        by: OfficerId,
        who: &str,
        now: Moment,
    ) -> Result<(), Refusal> {
        let what = self.told(&decision);
        if !self.state.is_waiting() {
            return Err(Refusal::AlreadyDecided(self.state_label()));
        }
        if seen != self.version {
            return Err(Refusal::Stale);
        }
        if self.is_on_the_way() {
            return Err(Refusal::OnTheWay);
        }
        self.state = self.state.decide(decision, by, self.kind.eyes())?;
        self.decided_by = Some(by);
        self.decided = Some(now).filter(|_| !self.state.is_waiting());
        if self.state == State::Released
            && let Some(route) = &mut self.route
        {
            route.left = Some(now);
            self.authority = route.to;
        }
        self.note(now, who, &what);
        Ok(())
    }

    /// Approves by the instance's rules, with no officer.
    pub fn approve_by_rule(&mut self, now: Moment) -> Result<(), Refusal> {
        if self.state != State::Waiting {
            return Err(Refusal::AlreadyDecided(self.state_label()));
        }
        self.state = State::Approved;
        self.decided = Some(now);
        self.note(now, "系统", "按审核规则自动审核通过");
        Ok(())
    }

    /// 审核方式; a case that nobody has decided yet waits for an officer.
    pub fn review_mode(&self) -> ReviewMode {
        match (&self.state, self.decided_by) {
            (State::Approved, None) => ReviewMode::Rule,
            _ => ReviewMode::Officer,
        }
    }

    /// The remarks of the last return, while it is being mended.
    pub fn remarks(&self) -> &[Remark] {
        match &self.state {
            State::Returned(remarks) => remarks,
            State::Waiting
            | State::Seconded(_)
            | State::Released
            | State::Approved
            | State::Rejected(_)
            | State::Withdrawn => &[],
        }
    }

    /// What lists show of the case.
    pub fn row(&self) -> QueueRow {
        QueueRow {
            number: self.number,
            kind: self.kind,
            masked_name: self.masked_name.clone(),
            filed: self.filed,
            due: self.due,
            round: self.round,
            state: self.state_label().into(),
            decided: self.decided,
            authority: self.authority,
        }
    }

    /// What a decision does, for the history.
    pub(super) fn told(&self, decision: &Decision) -> String {
        let side = match (&self.route, &self.state) {
            (None, _) => "",
            (Some(_), State::Released) => "调入地",
            (Some(_), _) => "调出地",
        };
        match decision {
            Decision::Approve => match (self.kind.eyes(), &self.state) {
                (Eyes::Four, State::Waiting) => "初审通过，待另一位审核人员复核".into(),
                (Eyes::Four, _) => "复核通过".into(),
                (Eyes::Sides, State::Waiting) => "调出地审核通过，待调入地审核".into(),
                (Eyes::Sides, _) => "调入地审核通过，调转成功".into(),
                (Eyes::Two, _) => "审核通过".into(),
            },
            Decision::Return(remarks) => {
                let texts: Vec<_> = remarks.iter().map(|remark| remark.text.trim_end_matches('。')).collect();
                format!("{side}退回补正：{}", texts.join("；"))
            }
            Decision::Reject(reason) => format!("{side}不予通过：{reason}"),
        }
    }

    pub(super) fn note(&mut self, at: Moment, who: &str, what: &str) {
        self.version += 1;
        self.history.push(HistoryLine { at, who: who.into(), what: what.into() });
    }
}
