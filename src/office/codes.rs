//! One-time codes by SMS: the budgets before one leaves and the entering of one (spec 6, security B4).
//!
//! What always holds: a code counts for one purpose, one phone and one browser; every budget has risen before a letter
//! is filed; counters live in the store, so a restart gives nobody a fresh budget. A wrong entry is counted in the same
//! act that refuses it, so the act must end well: return the fault as an outcome, never as a refusal.

use super::{Ledger, Stop};
use crate::accounts::{CODE_VALID, Code, CodeFault, CodePurpose, Counter, Window};
use crate::letters::Letter;
use crate::store::{Broken, Read};
use crate::tables::{CODES, COUNTERS};
use crate::terms::{Moment, Phone};
use std::net::IpAddr;

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;
/// One code in three minutes, the guide's rule: by number and by browser (spec 1.1).
const PAUSE: Window = Window::new(1, CODE_VALID.as_secs());
/// Codes one browser may ask for.
const BROWSER_HOUR: Window = Window::new(5, HOUR);
/// Wrong entries for one phone and purpose across all its codes.
const WRONG_DAY: Window = Window::new(10, DAY);

/// How many codes may leave; the pauses of three minutes and the budget of a browser are not for the operator to set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeBudgets {
    /// To one number in an hour.
    pub number_hour: u32,
    /// To one number in a day.
    pub number_day: u32,
    /// Asked from one network address in an hour.
    pub address_hour: u32,
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

/// A budget is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeRefusal {
    /// When to come back.
    pub wait_seconds: u64,
}

impl CodeRefusal {
    /// What to do next.
    pub fn sentence(self) -> String {
        match self.wait_seconds {
            seconds @ 0..=600 => format!("验证码刚刚发送过，请 {seconds} 秒后再试。"),
            seconds if seconds <= 2 * HOUR => {
                format!("获取验证码的次数较多，请 {} 分钟后再试。", seconds.div_ceil(60))
            }
            seconds => format!("今天获取验证码的次数较多，请 {} 小时后再试。", seconds.div_ceil(HOUR)),
        }
    }
}

type Budget = (String, Window);

impl Asker {
    fn own_budgets(&self) -> Vec<Budget> {
        let address = Window::new(self.budgets.address_hour, HOUR);
        vec![
            (pause_of(&self.browser), PAUSE),
            (format!("sms:browser-hour:{}", hex(&self.browser)), BROWSER_HOUR),
            (format!("sms:address-hour:{}", network(self.address)), address),
        ]
    }

    fn budgets_of(&self, phone: &Phone) -> Vec<Budget> {
        vec![
            (format!("sms:number-pause:{phone}"), PAUSE),
            (format!("sms:number-hour:{phone}"), Window::new(self.budgets.number_hour, HOUR)),
            (format!("sms:number-day:{phone}"), Window::new(self.budgets.number_day, DAY)),
            ("sms:instance-day".into(), Window::new(self.budgets.instance_day, DAY)),
        ]
    }
}

/// Sends a code, or says how long to wait.
pub fn send_code(
    ledger: &mut Ledger<'_>,
    purpose: CodePurpose,
    phone: &Phone,
    asker: &Asker,
) -> Result<Sent, Stop<CodeRefusal>> {
    let budgets = [asker.own_budgets(), asker.budgets_of(phone)].concat();
    claim(ledger, &budgets)?;
    file(ledger, purpose, phone, asker)?;
    Ok(Sent { wait_seconds: PAUSE.length.as_secs() })
}

/// Answers as if a code was sent, and sends one only if `wanted` and the number's budget allows: what the asker sees
/// depends on the asker alone, so that nobody learns whose phone a number is (security B4, T19).
pub fn send_code_quietly(
    ledger: &mut Ledger<'_>,
    purpose: CodePurpose,
    phone: &Phone,
    asker: &Asker,
    wanted: bool,
) -> Result<Sent, Stop<CodeRefusal>> {
    claim(ledger, &asker.own_budgets())?;
    let number = asker.budgets_of(phone);
    if wanted && wait(&**ledger, &number, ledger.now())? == 0 {
        count(ledger, &number)?;
        file(ledger, purpose, phone, asker)?;
    }
    Ok(Sent { wait_seconds: PAUSE.length.as_secs() })
}

fn claim(ledger: &mut Ledger<'_>, budgets: &[Budget]) -> Result<(), Stop<CodeRefusal>> {
    let wait_seconds = wait(&**ledger, budgets, ledger.now())?;
    if wait_seconds > 0 {
        return Err(Stop::Refused(CodeRefusal { wait_seconds }));
    }
    Ok(count(ledger, budgets)?)
}

fn file(ledger: &mut Ledger<'_>, purpose: CodePurpose, phone: &Phone, asker: &Asker) -> Result<(), Broken> {
    let digits = ledger.draw_digits();
    let code = Code::sent(&asker.browser, &digits, ledger.now());
    ledger.put(&CODES, &(purpose.code(), phone.to_string()), &code)?;
    ledger.send(phone, Letter::Code { purpose, digits })
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

/// Checks an entered code and counts it; a right one is used up.
pub fn enter_code(
    ledger: &mut Ledger<'_>,
    purpose: CodePurpose,
    phone: &Phone,
    browser: &[u8; 32],
    typed: &str,
) -> Result<Result<(), CodeFault>, Broken> {
    let key = (purpose.code(), phone.to_string());
    let wrong = vec![(format!("code:wrong:{}:{phone}", purpose.code()), WRONG_DAY)];
    let now = ledger.now();
    if wait(&**ledger, &wrong, now)? > 0 {
        return Ok(Err(CodeFault::TooManyToday));
    }
    let Some(mut code) = ledger.get(&CODES, &key)? else { return Ok(Err(CodeFault::Lapsed)) };
    let before = code.wrong;
    let entered = code.enter(browser, typed, now);
    if code.wrong > before {
        count(ledger, &wrong)?;
    }
    ledger.put(&CODES, &key, &code)?;
    Ok(entered)
}

/// Counts one more under this name if the window still has room; false when it is full. For limits of one chapter.
pub fn count_within(ledger: &mut Ledger<'_>, name: String, window: Window) -> Result<bool, Broken> {
    let budget = [(name, window)];
    if wait(&**ledger, &budget, ledger.now())? > 0 {
        return Ok(false);
    }
    count(ledger, &budget)?;
    Ok(true)
}

/// Whether the window of this name still has room.
pub fn has_room(read: &impl Read, name: String, window: Window, now: Moment) -> Result<bool, Broken> {
    Ok(wait(read, &[(name, window)], now)? == 0)
}

fn wait(read: &impl Read, budgets: &[Budget], now: Moment) -> Result<u64, Broken> {
    let mut longest = 0;
    for (name, window) in budgets {
        let counter = read.get(&COUNTERS, name)?.unwrap_or_else(|| Counter::new(now));
        let left = counter.wait(now, *window).unwrap_or_default();
        longest = longest.max(u64::try_from(left.as_millis().div_ceil(1000)).unwrap_or(u64::MAX));
    }
    Ok(longest)
}

fn count(ledger: &mut Ledger<'_>, budgets: &[Budget]) -> Result<(), Broken> {
    let now = ledger.now();
    for (name, window) in budgets {
        let counter = ledger.get(&COUNTERS, name)?.unwrap_or_else(|| Counter::new(now));
        ledger.put(&COUNTERS, name, &counter.more(now, *window))?;
    }
    Ok(())
}

fn pause_of(browser: &[u8; 32]) -> String {
    format!("sms:browser-pause:{}", hex(browser))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What one subscriber holds: an IPv4 address, or the first half of an IPv6 one.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => hex(&address.octets()[..8]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_how_long_to_wait_in_units_people_use() {
        let sentence = |wait_seconds| CodeRefusal { wait_seconds }.sentence();
        assert!(sentence(41).contains("请 41 秒后再试"));
        assert!(sentence(3_000).contains("请 50 分钟后再试"));
        assert!(sentence(80_000).contains("请 23 小时后再试"));
    }

    #[test]
    fn one_subscriber_has_one_budget() {
        let of = |address: &str| network(address.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:10.0.0.7"), of("10.0.0.7"));
        assert_ne!(of("10.0.0.7"), of("10.0.0.8"));
    }
}
