//! What the bridge has to do, told once more and in another way than the product tells it: two accounts that claim the
//! same number, their screens, two phones. It knows no record, no code and no clock of the product.

const MINUTE: u64 = 60;

/// How an identity was proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    Press,
    Alipay,
    Counter,
}

/// Who holds the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phone {
    First,
    Second,
    /// The screen itself, which is a phone.
    Itself,
}

/// What a service or its silence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    Yes,
    /// Not yet, or nobody knows.
    Nothing,
    /// The claim is refused.
    No,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Shown,
    AtCounter,
    Scanned {
        wrong: u8,
    },
    Matched {
        asked: u8,
    },
    Asked {
        asked: u8,
    },
    Waiting,
    Passed,
    Failed,
    /// With nothing left to ask about: out of time, or given up for a newer one.
    Gone,
    /// Out of time, and may be asked about once more until then.
    Askable {
        until: u64,
    },
}

#[derive(Clone, Debug)]
pub struct Attempt {
    pub account: usize,
    pub screen: usize,
    identity: u32,
    pub opened: u64,
    /// Until when it lives as it stands.
    until: u64,
    pub stage: Stage,
    pub phone: Option<Phone>,
}

#[derive(Clone, Debug)]
pub struct Account {
    pub open: bool,
    identity: u32,
    pub proof: Option<Proof>,
}

#[derive(Clone, Debug)]
struct Screen {
    account: usize,
    opened: u64,
    seen: u64,
    left: bool,
}

/// Everything there is.
#[derive(Clone, Debug)]
pub struct Model {
    pub now: u64,
    pub accounts: [Account; 2],
    pub attempts: Vec<Attempt>,
    screens: Vec<Screen>,
    identities: u32,
}

impl Attempt {
    pub fn lives(&self) -> bool {
        !matches!(self.stage, Stage::Passed | Stage::Failed | Stage::Gone | Stage::Askable { .. })
    }

    fn held_by(&self, phone: Phone) -> bool {
        self.lives() && self.phone == Some(phone)
    }
}

impl Model {
    pub fn new() -> Model {
        let account = |identity| Account { open: true, identity, proof: None };
        let accounts = [account(0), account(1)];
        Model { now: 0, accounts, attempts: Vec::new(), screens: Vec::new(), identities: 2 }
    }

    /// Somebody logs in; the number of the screen.
    pub fn log_in(&mut self, account: usize) -> usize {
        self.screens.push(Screen { account, opened: self.now, seen: self.now, left: false });
        self.screens.len() - 1
    }

    pub fn wait(&mut self, seconds: u64) {
        self.now += seconds;
        for attempt in &mut self.attempts {
            if attempt.lives() && self.now >= attempt.until {
                let until = attempt.until + 30 * MINUTE;
                let askable = attempt.stage == Stage::Waiting;
                attempt.stage = if askable { Stage::Askable { until } } else { Stage::Gone };
            }
            if matches!(attempt.stage, Stage::Askable { until } if self.now >= until) {
                attempt.stage = Stage::Askable { until: 0 };
            }
        }
    }

    fn alive(&self, screen: usize) -> bool {
        let screen = &self.screens[screen];
        let young = self.now - screen.opened < 8 * 60 * MINUTE && self.now - screen.seen < 30 * MINUTE;
        young && !screen.left && self.accounts[screen.account].open
    }

    /// A request from the screen: whether it still counts. It is noted to the minute.
    fn knocks(&mut self, screen: usize) -> bool {
        let alive = self.alive(screen);
        if alive && self.now - self.screens[screen].seen > MINUTE {
            self.screens[screen].seen = self.now;
        }
        alive
    }

    fn touch(&mut self, screen: usize) {
        if self.alive(screen) {
            self.screens[screen].seen = self.now;
        }
    }

    fn enter(&mut self, at: usize, stage: Stage, time: u64) {
        self.attempts[at].stage = stage;
        self.attempts[at].until = self.now + time;
    }

    fn give_up(&mut self, account: usize) {
        for attempt in self.attempts.iter_mut().filter(|one| one.account == account) {
            if attempt.lives() || matches!(attempt.stage, Stage::Askable { .. }) {
                attempt.stage = Stage::Gone;
            }
        }
    }

    /// Whether something begins.
    pub fn start(&mut self, screen: usize, stage: Stage) -> bool {
        let account = self.screens[screen].account;
        if !self.knocks(screen) || self.accounts[account].proof.is_some() {
            return false;
        }
        self.give_up(account);
        let (phone, time) = match stage {
            Stage::Matched { .. } => (Some(Phone::Itself), 15 * MINUTE),
            Stage::AtCounter => (None, 60 * MINUTE),
            _ => (None, 5 * MINUTE),
        };
        let (opened, until) = (self.now, self.now + time);
        let identity = self.accounts[account].identity;
        self.attempts.push(Attempt { account, screen, identity, opened, until, stage, phone });
        true
    }

    /// A phone opens a code of the attempt; `stands` says whether it is the one on the screen.
    pub fn scan(&mut self, at: usize, phone: Phone, stands: bool) {
        let screen = self.attempts[at].screen;
        if self.attempts[at].stage == Stage::Shown && stands && self.alive(screen) {
            self.attempts[at].phone = Some(phone);
            self.enter(at, Stage::Scanned { wrong: 0 }, 3 * MINUTE);
            self.touch(screen);
        }
    }

    pub fn digits(&mut self, at: usize, phone: Phone, right: bool) {
        let screen = self.attempts[at].screen;
        let Stage::Scanned { wrong } = self.attempts[at].stage else { return };
        if !self.attempts[at].held_by(phone) || !self.alive(screen) {
            return;
        }
        if right {
            self.enter(at, Stage::Matched { asked: 0 }, 15 * MINUTE);
            self.touch(screen);
        } else {
            self.attempts[at].stage =
                if wrong == 2 { Stage::Failed } else { Stage::Scanned { wrong: wrong + 1 } };
        }
    }

    pub fn decline(&mut self, at: usize, phone: Phone) {
        if self.attempts[at].held_by(phone) {
            self.attempts[at].stage = Stage::Failed;
        }
    }

    /// The person confirms; where Alipay proves, it is to be asked.
    pub fn confirm(&mut self, at: usize, phone: Phone, by: Proof) {
        let screen = self.attempts[at].screen;
        let Stage::Matched { asked } = self.attempts[at].stage else { return };
        if !self.attempts[at].held_by(phone) || !self.alive(screen) {
            return;
        }
        if by == Proof::Press {
            self.prove(at, by);
        } else if asked < 3 {
            self.enter(at, Stage::Asked { asked: asked + 1 }, MINUTE);
            self.touch(screen);
        }
    }

    /// The service is asked what it has to be asked.
    pub fn asked(&mut self, at: usize, says: Says) {
        match (self.attempts[at].stage, says) {
            (Stage::Asked { .. }, Says::Yes) => self.enter(at, Stage::Waiting, 5 * MINUTE),
            (Stage::Asked { asked }, _) => self.enter(at, Stage::Matched { asked }, 15 * MINUTE),
            (Stage::Waiting, Says::Yes) => return self.prove(at, Proof::Alipay),
            (Stage::Waiting, Says::Nothing) => {}
            (Stage::Waiting, Says::No) => self.attempts[at].stage = Stage::Failed,
            _ => return,
        }
        self.touch(self.attempts[at].screen);
    }

    /// 我已完成认证.
    pub fn ask_again(&mut self, screen: usize) {
        if !self.knocks(screen) {
            return;
        }
        let account = self.screens[screen].account;
        let Some(last) = self.attempts.iter().rposition(|one| one.account == account) else { return };
        if self.attempts[last].screen == screen
            && matches!(self.attempts[last].stage, Stage::Askable { until } if self.now < until)
        {
            self.enter(last, Stage::Waiting, 30);
        }
    }

    /// The name is corrected on the screen.
    pub fn rename(&mut self, screen: usize) {
        let account = self.screens[screen].account;
        if self.knocks(screen) && self.accounts[account].proof.is_none() {
            self.give_up(account);
            self.change(account);
        }
    }

    /// The identity changes on record, however.
    pub fn change(&mut self, account: usize) {
        self.accounts[account].identity = self.identities;
        self.identities += 1;
    }

    pub fn log_out(&mut self, screen: usize) {
        self.screens[screen].left = true;
    }

    /// An officer decides about whoever has this number.
    pub fn decide(&mut self, at: usize, confirmed: bool) {
        let attempt = &self.attempts[at];
        if attempt.stage != Stage::AtCounter || !self.accounts[attempt.account].open {
            return;
        }
        match confirmed {
            true => self.prove(at, Proof::Counter),
            false => self.attempts[at].stage = Stage::Failed,
        }
    }

    fn prove(&mut self, at: usize, proof: Proof) {
        let (account, screen) = (self.attempts[at].account, self.attempts[at].screen);
        let rival = 1 - account;
        let owner = &self.accounts[account];
        let here = proof == Proof::Counter || self.alive(screen);
        let same = owner.open && owner.identity == self.attempts[at].identity;
        if !here || !same || self.accounts[rival].proof.is_some() {
            self.attempts[at].stage = Stage::Failed;
            return;
        }
        self.accounts[account].proof = Some(proof);
        self.accounts[rival].open = false;
        self.attempts[at].stage = Stage::Passed;
        self.give_up(account);
        self.touch(screen);
    }
}
