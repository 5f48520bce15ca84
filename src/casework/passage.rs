//! A transfer's case on its way between two sides, and between two instances (spec 2.5).
//!
//! What always holds: at every moment one side decides; while a letter is on its way nobody here does. The leaving side
//! reads the case until the receiving side has accepted it, the receiving side from the moment it was let go.

use super::case::Case;
use super::state::{Decision, Refusal, State};
use super::transfer::{Carriage, Passage, Route};
use crate::terms::{Day, Moment, RegionCode};

impl Case {
    /// The state in words; of a transfer it says which side it is about (审核状态).
    pub fn state_label(&self) -> &'static str {
        let Some(route) = &self.route else { return self.state.label() };
        match (&self.state, route.left.is_some()) {
            (State::Waiting, _) => "待调出地审核",
            (State::Returned(_), false) => "调出地退回补正",
            (State::Returned(_), true) => "调入地退回补正",
            (State::Rejected(_), false) => "调出地审核不通过",
            (State::Rejected(_), true) => "调入地审核不通过",
            (state, _) => state.label(),
        }
    }

    /// 调转状态; none for what is no transfer.
    pub fn passage(&self) -> Option<Passage> {
        self.route.as_ref()?;
        Some(match self.state {
            State::Waiting | State::Seconded(_) | State::Released => Passage::UnderWay,
            State::Approved => Passage::Arrived,
            State::Returned(_) | State::Rejected(_) => Passage::Failed,
            State::Withdrawn => Passage::Withdrawn,
        })
    }

    /// Who may read the case, the first of them as the one who keeps it.
    pub fn keepers(&self) -> Vec<RegionCode> {
        if let Some(keeper) = self.keeper {
            return vec![keeper];
        }
        match (&self.route, &self.state) {
            (Some(route), State::Released | State::Returned(_) | State::Rejected(_))
                if route.left.is_some() =>
            {
                vec![route.to, route.from]
            }
            _ => vec![self.authority],
        }
    }

    /// Gives the file to whoever has the person's record now.
    pub fn hand_over(&mut self, keeper: RegionCode) {
        self.keeper = Some(keeper);
        self.version += 1;
    }

    /// Promises the receiving side's decision for this day.
    pub fn promise(&mut self, due: Day) {
        self.due = due;
    }

    /// Whether a letter has left with the case and is not answered yet.
    pub fn is_on_the_way(&self) -> bool {
        self.state == State::Released && matches!(self.letter(), Some(Carriage::Out(_)))
    }

    /// Whether a letter of another instance has brought the case here.
    pub fn came_in(&self) -> bool {
        matches!(self.letter(), Some(Carriage::In(_)))
    }

    /// Whether the record has gone to another instance with the case: nothing but its course is kept here.
    pub fn has_left(&self) -> bool {
        self.state == State::Approved && matches!(self.letter(), Some(Carriage::Out(_)))
    }

    /// The letter that carries the case between two instances.
    pub fn letter(&self) -> Option<&Carriage> {
        self.route.as_ref()?.letter.as_ref()
    }

    /// Sends the released case off by this letter.
    pub fn send_off(&mut self, letter: &str, who: &str, now: Moment) -> Result<(), Refusal> {
        let released = self.state == State::Released;
        let route = self.route.as_mut().filter(|route| released && route.letter.is_none());
        let Some(route) = route else { return Err(Refusal::AlreadyDecided(self.state_label())) };
        route.letter = Some(Carriage::Out(letter.into()));
        self.note(now, who, &format!("开具电子调转函 {letter}"));
        Ok(())
    }

    /// Takes the case in that this letter has brought from another instance.
    pub fn come_in(&mut self, letter: &str, now: Moment) {
        if let Some(route) = &mut self.route {
            route.letter = Some(Carriage::In(letter.into()));
        }
        self.keeper = None;
        self.note(now, "系统", &format!("收到电子调转函 {letter}"));
    }

    /// Takes over what the other instance has decided.
    pub fn answered(&mut self, decision: Decision, who: &str, now: Moment) -> Result<(), Refusal> {
        if !self.is_on_the_way() {
            return Err(Refusal::AlreadyDecided(self.state_label()));
        }
        let what = self.told(&decision);
        self.state = match decision {
            Decision::Approve => State::Approved,
            Decision::Return(remarks) => State::Returned(remarks),
            Decision::Reject(reason) => State::Rejected(reason),
        };
        self.decided = Some(now);
        self.decided_by = None;
        self.note(now, who, &what);
        Ok(())
    }

    /// Takes over an acceptance that was given in time and arrived after its letter had been voided: the other side has
    /// the record, so the case ends as if it had not been.
    pub fn accepted_after_all(
        &mut self,
        letter: &str,
        left: Moment,
        who: &str,
        now: Moment,
    ) -> Result<(), Refusal> {
        let Some(route) = self.route.as_mut().filter(|_| self.state.is_open()) else {
            return Err(Refusal::AlreadyDecided(self.state_label()));
        };
        route.left = Some(left);
        route.letter = Some(Carriage::Out(letter.into()));
        self.authority = route.to;
        self.state = State::Released;
        self.answered(Decision::Approve, who, now)
    }

    /// Gives a case whose letter has lapsed unanswered back to the leaving side.
    pub fn come_back(&mut self, who: &str, now: Moment) -> Result<(), Refusal> {
        let Some(route) = self.route.clone().filter(|_| self.is_on_the_way()) else {
            return Err(Refusal::AlreadyDecided(self.state_label()));
        };
        let lapsed = route.letter.as_ref().map_or(String::new(), |letter| letter.number().to_string());
        self.authority = route.from;
        self.route = Some(Route { left: None, letter: None, ..route });
        self.state = State::Waiting;
        self.decided_by = None;
        self.note(now, who, &format!("电子调转函 {lapsed} 过期未接收，已作废，回到调出地办理"));
        Ok(())
    }
}
