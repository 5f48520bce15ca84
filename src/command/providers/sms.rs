//! Text messages: one code that counts nowhere, to the number that was typed.

use super::super::courier;
use super::super::trouble::{Exit, Trouble};
use super::reached::{self, Side};
use super::{Outcome, clock};
use crate::accounts::CodePurpose;
use crate::config::{Config, SmsRoute};
use crate::connect::http::Caller;
use crate::connect::{self, Barrier, Report, Seen, Sms, Witness};
use crate::letters::Letter;
use crate::office::{Dice, MachineDice};
use crate::terms::Phone;
use data_encoding::HEXLOWER;

pub(super) mod codes;

use codes::Meaning;

/// One provider, as the sentences call it.
pub(super) struct Provider {
    pub(super) side: Side,
    pub(super) codes: &'static [(&'static str, Meaning)],
    /// How far off a clock it accepts, in seconds, where it does not say that it minds the clock.
    pub(super) tolerance: Option<u64>,
}

/// Sends one message.
pub(super) async fn tried(
    config: &Config,
    phone: &Phone,
    caller: Caller,
    witness: &Witness,
) -> Result<Outcome, Trouble> {
    let provider = match config.sms {
        SmsRoute::Aliyun { .. } => codes::ALIYUN,
        SmsRoute::Tencent { .. } => codes::TENCENT,
        SmsRoute::Webhook { .. } | SmsRoute::None => codes::WEBHOOK,
    };
    let courier = courier::through(config, caller)?
        .ok_or_else(|| Trouble::new(Exit::Settings, "没有短信通道；请设置 sms.provider。"))?;
    let report = courier.send(&message(config, phone)).await;
    Ok(meaning(&provider, &report, witness.seen(), &phone.masked().to_string()))
}

/// A code as it would be sent; nobody has asked for it, so it opens nothing.
fn message(config: &Config, phone: &Phone) -> Sms {
    let (dice, mut drawn) = (MachineDice::default(), [0; 8]);
    dice.fill(&mut drawn);
    let digits = format!("{:06}", u64::from_be_bytes(drawn) % 1_000_000);
    let letter = Letter::Code { purpose: CodePurpose::Register, digits };
    Sms {
        id: format!("zftest-{}", HEXLOWER.encode(&drawn)),
        phone: phone.to_string(),
        template: letter.template(),
        text: letter.text(&config.site_name),
        params: letter.parameters(),
    }
}

pub(super) fn meaning(provider: &Provider, report: &Report, seen: Option<Seen>, phone: &str) -> Outcome {
    let who = provider.side.who;
    let fault = match &report.outcome {
        connect::Outcome::Sent => {
            let text = format!("{who}已收下发往 {phone} 的测试验证码，请确认手机收到；这个验证码没有用处。");
            return Outcome::Sound(text + &clock::note(who, seen));
        }
        connect::Outcome::TooSoon(code, wait) => format!(
            "{who}说 {phone} 收得太多（{code}）；请约 {} 分钟后再试，或用 --phone 换一个号码。",
            wait.as_secs().div_ceil(60)
        ),
        connect::Outcome::WrongNumber(code) => {
            format!("{who}说 {phone} 不能接收短信（{code}）；请核对 --phone，或换一个号码。")
        }
        connect::Outcome::Refused(code) => match provider.meaning(code, seen) {
            Some(Meaning::Clock) => return Outcome::Faulty(clock::refused(who, seen)),
            Some(Meaning::Says(words)) => format!("{who}{words}（{code}）。"),
            None => format!("{who}没有收下（{code}）；请按这个代码在它的文档里查找原因。"),
        },
        connect::Outcome::Unknown => unknown(provider, seen),
    };
    Outcome::Faulty(fault + &clock::note(who, seen))
}

impl Provider {
    fn meaning(&self, code: &str, seen: Option<Seen>) -> Option<Meaning> {
        let known = self.codes.iter().filter(|(start, _)| code.starts_with(start));
        let found = known.max_by_key(|(start, _)| start.len()).map(|(_, meaning)| *meaning);
        let minds_the_clock = self.tolerance.is_some_and(|tolerance| clock::is_beyond(seen, tolerance));
        // A gateway that refuses a signature over a wrong moment may not know that it is the moment.
        if minds_the_clock && code.starts_with("http_40") { Some(Meaning::Clock) } else { found }
    }
}

fn unknown(provider: &Provider, seen: Option<Seen>) -> String {
    let Side { who, address } = provider.side;
    match (reached::fault(provider.side, seen), seen) {
        (Some(fault), Some(Seen::Barred(Barrier::Late | Barrier::Cut))) => fault + "短信也可能已经发出。",
        (Some(fault), _) => fault,
        (None, _) => {
            format!("{who}回答了，但看不出是否收下，短信可能已经发出；请核对 {address}，并对照接口的文档。")
        }
    }
}
