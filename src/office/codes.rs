//! One-time codes by SMS: the budgets before one leaves and the entering of one (spec 6, security B4).
//!
//! What always holds: a code counts for one purpose, one phone and one browser; every budget has risen before a letter
//! is filed; counters live in the store, so a restart gives nobody a fresh budget. A wrong entry is counted in the same
//! act that refuses it, so the act must end well: return the fault as an outcome, never as a refusal.

mod entering;
mod holds;
mod windows;

pub use entering::{Entered, enter_code, enter_codes};
pub use holds::{Ending, code_tally, letter_ended};
pub use windows::{count_within, has_room};

use super::Ledger;
use crate::accounts::{CODE_VALID, Code, CodePurpose, Why, Window};
use crate::letters::Letter;
use crate::store::{Broken, Read};
use crate::tables::CODES;
use crate::terms::{Moment, Phone};
use holds::{ask_anew, neighbours_of, number_held, own_setback, service_down};
use std::net::IpAddr;
use windows::{Budget, count, hex, network, subscriber, wait};

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;
/// One code in three minutes, the guide's rule: by number and by browser (spec 1.1).
const PAUSE: Window = Window::new(1, CODE_VALID.as_secs());
/// Codes one browser may ask for.
const BROWSER_HOUR: Window = Window::new(5, HOUR);

/// How many codes may leave; the pauses of three minutes and the budget of a browser are not for the operator to set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeBudgets {
    /// To one number in an hour.
    pub number_hour: u32,
    /// To one number in a day.
    pub number_day: u32,
    /// Asked from one network address in an hour.
    pub address_hour: u32,
    /// Asked from one network in an hour.
    pub network_hour: u32,
    /// From this instance in a day.
    pub instance_day: u32,
}

/// Who asks for a code.
#[derive(Clone, Copy, Debug)]
pub struct Asker {
    /// Digest of the browser's cookie.
    pub browser: [u8; 32],
    /// The peer's address.
    pub address: IpAddr,
    /// What the operator allows; a hall's address has its tenfold budget in here already.
    pub budgets: CodeBudgets,
}

/// A code is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// How long until another may be asked for.
    pub wait_seconds: u64,
}

/// No code is sent now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeRefusal {
    /// When to come back.
    pub wait_seconds: u64,
    /// What is held; none when a budget of this house is used up.
    pub why: Option<Why>,
}

impl CodeRefusal {
    /// What to do next.
    pub fn sentence(self) -> String {
        let seconds = self.wait_seconds;
        let wait = match seconds {
            0..=600 => format!("{seconds} 秒"),
            _ if seconds <= 2 * HOUR => format!("{} 分钟", seconds.div_ceil(60)),
            _ => format!("{} 小时", seconds.div_ceil(HOUR)),
        };
        match self.why {
            None if seconds <= 600 => format!("验证码刚刚发送过，请 {wait}后再试。"),
            None if seconds <= 2 * HOUR => format!("获取验证码的次数较多，请 {wait}后再试。"),
            None => format!("今天获取验证码的次数较多，请 {wait}后再试。"),
            Some(Why::Provider) => format!("运营商限制了这个手机号接收短信的次数，验证码没有发出，请 {wait}后再试。"),
            Some(Why::Neighbours) => format!("相近的手机号获取验证码的次数较多，请 {wait}后再试。"),
            Some(Why::Number) => "不能向这个手机号发送短信，验证码没有发出，请核对号码或者换一个手机号。".into(),
            Some(Why::Service) => {
                "短信服务暂不可用，验证码发不出去。您填写的内容都还在，请过一分钟再获取；一直不行，请联系会计管理部门。"
                    .into()
            }
        }
    }
}

impl Asker {
    fn own_budgets(&self) -> Vec<Budget> {
        [self.asking_budgets(), self.message_budgets()].concat()
    }

    /// What one press of the button counts, however many codes it sends.
    fn asking_budgets(&self) -> Vec<Budget> {
        vec![
            (pause_of(&self.browser), PAUSE),
            (format!("sms:browser-hour:{}", hex(&self.browser)), BROWSER_HOUR),
        ]
    }

    /// What each code counts.
    fn message_budgets(&self) -> Vec<Budget> {
        let address = Window::new(self.budgets.address_hour, HOUR);
        let around = Window::new(self.budgets.network_hour, HOUR);
        vec![
            (format!("sms:address-hour:{}", subscriber(self.address)), address),
            (format!("sms:network-hour:{}", network(self.address)), around),
        ]
    }

    fn budgets_of(&self, phone: &Phone) -> Vec<Budget> {
        vec![
            (pause_of_number(phone), PAUSE),
            (format!("sms:number-hour:{phone}"), Window::new(self.budgets.number_hour, HOUR)),
            (format!("sms:number-day:{phone}"), Window::new(self.budgets.number_day, DAY)),
            ("sms:instance-day".into(), Window::new(self.budgets.instance_day, DAY)),
        ]
    }
}

/// Sends a code, or says how long to wait; either way what was written must be kept, so a refusal is an outcome.
pub fn send_code(
    ledger: &mut Ledger<'_>,
    purpose: CodePurpose,
    phone: &Phone,
    asker: &Asker,
) -> Result<Result<Sent, CodeRefusal>, Broken> {
    send_codes(ledger, &[(purpose, phone)], asker)
}

/// Sends a code to each of several phones of one person, or none at all: one press of a button is one asking of the
/// browser, so that the pause does not part codes that are entered together; every other budget counts every message.
pub fn send_codes(
    ledger: &mut Ledger<'_>,
    wanted: &[(CodePurpose, &Phone)],
    asker: &Asker,
) -> Result<Result<Sent, CodeRefusal>, Broken> {
    let mut budgets = asker.asking_budgets();
    for (_, phone) in wanted {
        budgets.extend([asker.message_budgets(), asker.budgets_of(phone)].concat());
    }
    if let Some(refusal) = refusal(ledger, &budgets)? {
        return Ok(Err(refused(ledger, refusal)));
    }
    for (_, phone) in wanted {
        if let Some(refusal) = number_held(ledger, phone)? {
            return Ok(Err(refused(ledger, refusal)));
        }
    }
    count(ledger, &budgets)?;
    for (purpose, phone) in wanted {
        file(ledger, *purpose, phone, asker, Some(asker.browser))?;
    }
    Ok(Ok(Sent { wait_seconds: PAUSE.length.as_secs() }))
}

/// Answers as if a code was sent, and sends one only if `wanted` and the number's budget allows: what the asker sees
/// depends on the asker and the service alone, so that nobody learns whose phone a number is (security B4, T19).
pub fn send_code_quietly(
    ledger: &mut Ledger<'_>,
    purpose: CodePurpose,
    phone: &Phone,
    asker: &Asker,
    wanted: bool,
) -> Result<Result<Sent, CodeRefusal>, Broken> {
    let own = asker.own_budgets();
    if let Some(refusal) = refusal(ledger, &own)? {
        return Ok(Err(refused(ledger, refusal)));
    }
    count(ledger, &own)?;
    let number = asker.budgets_of(phone);
    if wanted && wait(&**ledger, &number, ledger.now())? == 0 && number_held(ledger, phone)?.is_none() {
        count(ledger, &number)?;
        file(ledger, purpose, phone, asker, None)?;
    }
    Ok(Ok(Sent { wait_seconds: PAUSE.length.as_secs() }))
}

/// Why none is sent whatever the number: the service is down or a budget is used up.
fn refusal(read: &Ledger<'_>, budgets: &[Budget]) -> Result<Option<CodeRefusal>, Broken> {
    if let Some(down) = service_down(&**read, read.now())? {
        return Ok(Some(down));
    }
    let wait_seconds = wait(&**read, budgets, read.now())?;
    Ok((wait_seconds > 0).then_some(CodeRefusal { wait_seconds, why: None }))
}

fn refused(ledger: &mut Ledger<'_>, refusal: CodeRefusal) -> CodeRefusal {
    ledger.refuse(&format!("{refusal:?}"));
    refusal
}

fn file(
    ledger: &mut Ledger<'_>,
    purpose: CodePurpose,
    phone: &Phone,
    asker: &Asker,
    told: Option<[u8; 32]>,
) -> Result<(), Broken> {
    let digits = ledger.draw_digits();
    let code = Code::sent(&asker.browser, &digits, ledger.now());
    ledger.put(&CODES, &(purpose.code(), phone.to_string()), &code)?;
    count(ledger, &[neighbours_of(phone)])?;
    if let Some(browser) = &told {
        ask_anew(ledger, browser)?;
    }
    ledger.send_for(phone, Letter::Code { purpose, digits }, told)
}

/// What a page that asks for a code should say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// How many seconds this browser must wait until it may ask for another code; 0 when it may ask now.
    pub wait_seconds: u64,
    /// Why no code comes.
    pub setback: Option<CodeRefusal>,
}

/// What whoever asked with [`send_code`] should know: that their last code was refused, or that the service is down.
pub fn code_outlook(read: &impl Read, browser: &[u8; 32], now: Moment) -> Result<Outlook, Broken> {
    let quiet = code_outlook_quietly(read, browser, now)?;
    Ok(Outlook { setback: own_setback(read, browser, now)?.or(quiet.setback), ..quiet })
}

/// What whoever asked with [`send_code_quietly`] may know: the same for everybody, whether or not a code was sent.
pub fn code_outlook_quietly(read: &impl Read, browser: &[u8; 32], now: Moment) -> Result<Outlook, Broken> {
    Ok(Outlook { wait_seconds: code_wait(read, browser, now)?, setback: service_down(read, now)? })
}

/// How many seconds this browser must wait until it may ask for another code; 0 when it may ask now.
pub fn code_wait(read: &impl Read, browser: &[u8; 32], now: Moment) -> Result<u64, Broken> {
    wait(read, &[(pause_of(browser), PAUSE)], now)
}

/// Whether a code is waiting to be entered, for work that is too dear to do for nothing.
pub fn awaits_code(
    read: &impl Read,
    purpose: CodePurpose,
    phone: &Phone,
    now: Moment,
) -> Result<bool, Broken> {
    let code = read.get(&CODES, &(purpose.code(), phone.to_string()))?;
    Ok(code.is_some_and(|code| code.is_alive(now)))
}

fn pause_of(browser: &[u8; 32]) -> String {
    format!("sms:browser-pause:{}", hex(browser))
}

fn pause_of_number(phone: &Phone) -> String {
    format!("sms:number-pause:{phone}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_how_long_to_wait_in_units_people_use() {
        let sentence = |wait_seconds| CodeRefusal { wait_seconds, why: None }.sentence();
        assert!(sentence(41).contains("请 41 秒后再试"));
        assert!(sentence(3_000).contains("请 50 分钟后再试"));
        assert!(sentence(80_000).contains("请 23 小时后再试"));
        let limited = CodeRefusal { wait_seconds: 86_400, why: Some(Why::Provider) };
        assert!(limited.sentence().contains("请 24 小时后再试"));
    }
}
