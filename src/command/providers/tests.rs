//! Every sentence that may be said, without a network.

use super::reached::{self, Side};
use super::sms::Provider;
use super::sms::codes::{ALIYUN, TENCENT, WEBHOOK};
use super::*;
use crate::config::SETTINGS;
use crate::connect::alipay::Unproven;
use crate::connect::{self, Barrier, Report, Seen, Setback};
use std::time::Duration;

const PROVIDERS: [Provider; 3] = [ALIYUN, TENCENT, WEBHOOK];
const ANSWERED: Option<Seen> = Some(Seen::Answered { status: 200, ahead: Some(0) });

const fn off(ahead: i64) -> Option<Seen> {
    Some(Seen::Answered { status: 200, ahead: Some(ahead) })
}

/// One line, whole sentences, and no setting that does not exist.
#[track_caller]
fn whole(outcome: &Outcome) -> &str {
    let (Outcome::Sound(text) | Outcome::Faulty(text) | Outcome::Untried(text)) = outcome;
    assert!(text.ends_with('。') && text.lines().count() == 1 && !text.contains("  "), "{text}");
    assert!(!text.contains("。。") && !text.contains("；；"), "{text}");
    for word in text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"._".contains(letter)) {
        if ["identity.", "sms.", "connect."].iter().any(|section| word.starts_with(section)) {
            assert!(SETTINGS.iter().any(|setting| setting.path == word), "{word} is no setting: {text}");
        }
    }
    if matches!(outcome, Outcome::Faulty(_)) {
        assert!(text.contains('请'), "no remedy: {text}");
    }
    text
}

fn refused(provider: &Provider, code: &str, seen: Option<Seen>) -> Outcome {
    let report = Report::from(connect::Outcome::Refused(code.to_owned()));
    sms::meaning(provider, &report, seen, "139****1111")
}

fn asked(code: &str, seen: Option<Seen>) -> Outcome {
    alipay::meaning(&Err(Unproven::Setback(Setback::Operator(code.to_owned()))), seen)
}

#[test]
fn every_code_of_a_provider_leads_to_a_whole_sentence() {
    for provider in &PROVIDERS {
        for code in provider.codes.iter().map(|(code, _)| *code).chain(["something.new"]) {
            let outcome = refused(provider, code, ANSWERED);
            assert!(whole(&outcome).contains(provider.side.who), "{outcome:?}");
        }
        for outcome in [
            connect::Outcome::Sent,
            connect::Outcome::Unknown,
            connect::Outcome::TooSoon("limit".into(), Duration::from_secs(61)),
            connect::Outcome::WrongNumber("number".into()),
        ] {
            let outcome = sms::meaning(provider, &outcome.into(), ANSWERED, "139****1111");
            whole(&outcome);
        }
    }
    for (code, _) in alipay::CODES {
        assert!(whole(&asked(code, ANSWERED)).contains(code));
    }
    assert!(whole(&asked("isv.something-new", ANSWERED)).contains("isv.something-new"));
}

#[test]
fn the_commonest_mistakes_name_the_setting_to_change() {
    for (provider, code, setting) in [
        (&ALIYUN, "SignatureDoesNotMatch", "sms.aliyun_key_secret"),
        (&ALIYUN, "InvalidAccessKeyId.NotFound", "sms.aliyun_key_id"),
        (&ALIYUN, "isv.SMS_SIGNATURE_ILLEGAL", "sms.aliyun_sign_name"),
        (&ALIYUN, "isv.SMS_TEMPLATE_ILLEGAL", "sms.aliyun_templates"),
        (&ALIYUN, "isv.AMOUNT_NOT_ENOUGH", "余额"),
        (&ALIYUN, "isp.RAM_PERMISSION_DENY", "权限"),
        (&TENCENT, "AuthFailure.SignatureFailure", "sms.tencent_secret_key"),
        (&TENCENT, "UnauthorizedOperation.SmsSdkAppIdVerifyFail", "sms.tencent_app_id"),
        (&TENCENT, "FailedOperation.SignatureIncorrectOrUnapproved", "sms.tencent_sign_name"),
        (&TENCENT, "FailedOperation.TemplateIncorrectOrUnapproved", "sms.tencent_templates"),
        (&WEBHOOK, "http_401", "sms.webhook_secret"),
    ] {
        assert!(whole(&refused(provider, code, ANSWERED)).contains(setting), "{code}");
    }
    for (code, setting) in [
        ("isv.invalid-signature", "identity.alipay_private_key"),
        ("isv.invalid-app-id", "identity.alipay_app_id"),
        ("isv.insufficient-isv-permissions", "签约"),
        ("40006", "签约"),
    ] {
        assert!(whole(&asked(code, ANSWERED)).contains(setting), "{code}");
    }
    let forged = alipay::meaning(&Err(Unproven::Forged), ANSWERED);
    assert!(whole(&forged).contains("identity.alipay_public_key"));
}

#[test]
fn a_clock_is_told_by_how_much_and_in_which_direction() {
    let outcomes = |seen| {
        [
            refused(&ALIYUN, "InvalidTimeStamp.Expired", seen),
            refused(&TENCENT, "AuthFailure.SignatureExpire", seen),
            refused(&WEBHOOK, "http_401", seen),
            asked("isv.invalid-timestamp", seen),
        ]
    };
    for outcome in outcomes(off(1200)) {
        assert!(whole(&outcome).contains("快 1200 秒（约 20 分钟）"), "{outcome:?}");
    }
    for outcome in outcomes(off(-330)) {
        assert!(whole(&outcome).contains("慢 330 秒（约 6 分钟）"), "{outcome:?}");
    }
    assert!(whole(&refused(&WEBHOOK, "http_401", off(299))).contains("sms.webhook_secret"));
    // Nobody minded yet: it is said all the same.
    let sound = alipay::meaning(&Ok(()), off(61));
    assert!(matches!(&sound, Outcome::Sound(_)) && whole(&sound).contains("快 61 秒"), "{sound:?}");
    assert!(!whole(&alipay::meaning(&Ok(()), off(-60))).contains("时钟"));
    let unknown = Some(Seen::Answered { status: 200, ahead: None });
    assert!(whole(&asked("isv.invalid-timestamp", unknown)).contains("时钟不一致"));
}

#[test]
fn every_barrier_has_words_of_its_own() {
    let side = Side { who: "短信网关", address: "sms.webhook_url" };
    let barriers = [
        Barrier::NotAllowed,
        Barrier::NoName,
        Barrier::NoConnection,
        Barrier::Late,
        Barrier::UnknownRoot,
        Barrier::OtherHost,
        Barrier::OutOfDate,
        Barrier::NoTls,
        Barrier::Cut,
        Barrier::TooLong,
    ];
    let said = |seen| reached::fault(side, Some(seen)).expect("there is a fault");
    let mut sentences: Vec<String> = barriers.map(|barrier| said(Seen::Barred(barrier))).into();
    sentences.push(said(Seen::Answered { status: 502, ahead: None }));
    for sentence in &sentences {
        whole(&Outcome::Faulty(sentence.clone()));
    }
    let count = sentences.len();
    sentences.sort_unstable();
    sentences.dedup();
    assert_eq!(sentences.len(), count);
    assert_eq!((reached::fault(side, None), reached::fault(side, ANSWERED)), (None, None));
}

#[test]
fn a_number_that_is_none_is_refused_before_anything_leaves() {
    let trouble = test(&Typed::default(), Some("12345"), None).unwrap_err();
    assert_eq!(trouble.exit, Exit::Words);
    assert!(trouble.text.starts_with("--phone") && trouble.text.ends_with('。'), "{trouble}");
}
