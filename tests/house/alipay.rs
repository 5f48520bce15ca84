//! 支付宝身份认证 against a gateway that proves every request and answers as it likes: T51, T52, T56.
use super::fakes::alipay::{FakeAlipay, Mode, Script, Spoilt, vector};
use super::fakes::http::{IMPATIENT, Reply, Server};
use std::time::{Duration, Instant};
use zhangfang::connect::http::Limits;
use zhangfang::connect::{Begun, Claim, Finding, IdentityService, Protected, Setback};
use zhangfang::terms::DocumentKind;

fn claim(order: &str) -> Claim {
    Claim {
        order: order.into(),
        document: DocumentKind::ResidentId,
        number: "11010519491231002X".into(),
        name: "张三·\"丰\" &=+%𠮷".into(),
        return_to: "https://kj.example.gov.cn/verify/return?x=1&y=2".into(),
    }
}

/// An attempt that stands, at a gateway that then answers questions so.
async fn begun(script: Script) -> (FakeAlipay, std::sync::Arc<dyn IdentityService>, Begun) {
    let fake = FakeAlipay::open(script).await;
    let service = fake.service();
    let begun = service.begin(&claim("KJ1")).await.expect("the attempt begins");
    (fake, service, begun)
}

async fn found(mode: Mode) -> Result<Finding, Setback> {
    let (_fake, service, begun) = begun(Script::default().find(mode)).await;
    service.find(&begun.certificate).await
}

#[tokio::test]
async fn an_attempt_is_begun_with_exactly_what_is_claimed() {
    let (fake, _, begun) = begun(Script::default()).await;
    let order = &fake.orders()[0];
    let claim = claim("KJ1");
    assert_eq!((&order.order, &order.number, &order.name), (&claim.order, &claim.number, &claim.name));
    assert_eq!((order.document.as_str(), &order.return_to), ("IDENTITY_CARD", &claim.return_to));
    assert_eq!(begun.certificate, order.certificate);
    assert_eq!(fake.scan(&begun.address), begun.certificate);
    assert!(begun.address.len() < 700, "{} characters make too large a code", begun.address.len());
}

#[tokio::test]
async fn whoever_has_passed_is_found_and_nobody_before() {
    let (fake, service, begun) = begun(Script::default()).await;
    assert_eq!(service.find(&begun.certificate).await, Ok(Finding::NotYet));
    fake.passes(&begun.address);
    assert_eq!(service.find(&begun.certificate).await, Ok(Finding::Passed));
    let gone = Setback::Person("OPEN_CERTIFY_BILL_NOT_EXIST".into());
    assert_eq!(service.find("never0begun").await, Err(gone));
    assert_eq!(fake.questions(), [&begun.certificate, &begun.certificate, "never0begun"]);
}

#[tokio::test]
async fn permits_go_by_their_names_and_a_passport_never_leaves() {
    let fake = FakeAlipay::open(Script::default()).await;
    let service = fake.service();
    let papers = [
        (DocumentKind::HkMacauPermit, "H12345678", "HOME_VISIT_PERMIT_HK_MC"),
        (DocumentKind::TaiwanPermit, "12345678", "HOME_VISIT_PERMIT_TAIWAN"),
        (DocumentKind::ResidentId, "810000199408230021", "RESIDENCE_PERMIT_HK_MC"),
        (DocumentKind::ResidentId, "830000199408230021", "RESIDENCE_PERMIT_TAIWAN"),
    ];
    for (at, (document, number, name)) in papers.into_iter().enumerate() {
        let claim = Claim { document, number: number.into(), ..claim(&format!("KJ{at}")) };
        service.begin(&claim).await.expect("the attempt begins");
        assert_eq!(fake.orders()[at].document, name);
    }
    let passport = Claim { document: DocumentKind::Passport, number: "E1234567".into(), ..claim("KJ9") };
    assert_eq!(service.begin(&passport).await, Err(Setback::Person("document_not_taken".into())));
    for order in ["", "KJ-1", "012345678901234567890123456789012"] {
        let malformed = Err(Setback::Operator("order_malformed".into()));
        assert_eq!(service.begin(&claim(order)).await, malformed, "{order}");
    }
    assert_eq!(fake.requests(), papers.len());
}

/// T51: each is the fine answer but for one thing, and the fine answer itself is believed by the same service.
#[tokio::test]
async fn no_spoilt_answer_says_that_somebody_passed() {
    for how in Spoilt::ALL {
        let (_fake, service, begun) = begun(Script::default().find(Mode::Spoilt(how)).find(Mode::Fine)).await;
        assert_eq!(service.find(&begun.certificate).await, Err(Setback::Unknown), "{how:?}");
        assert_eq!(service.find(&begun.certificate).await, Ok(Finding::Passed), "{how:?}");
    }
}

/// T51 for the first call: no code is ever made of an answer that Alipay did not sign.
#[tokio::test]
async fn no_spoilt_answer_begins_an_attempt() {
    for how in Spoilt::ALL {
        let fake = FakeAlipay::open(Script::default().begin(Mode::Spoilt(how)).begin(Mode::Fine)).await;
        let service = fake.service();
        assert_eq!(service.begin(&claim("KJ1")).await, Err(Setback::Unknown), "{how:?}");
        assert!(service.begin(&claim("KJ2")).await.is_ok(), "{how:?}");
    }
}

/// T52: answers whose signer has never been here, as they were captured.
#[tokio::test]
async fn every_sound_vector_is_believed() {
    let names = [
        "query_pass.json",
        "pos_array_and_braces.json",
        "pos_escaped_slash.json",
        "pos_sign_first_key_order.json",
        "pos_spaces.json",
    ];
    for name in names {
        let fake = FakeAlipay::open(Script::default().find(Mode::Reply(Reply::json(vector(name))))).await;
        let service = fake.alipay(Limits::default(), "gw_pub.pem");
        assert_eq!(service.find("2109b5e671aa3ff2eb4851816c65828f").await, Ok(Finding::Passed), "{name}");
    }
    let script = Script::default()
        .begin(Mode::Reply(Reply::json(vector("init_response.json"))))
        .find(Mode::Reply(Reply::json(vector("query_notexist.json"))));
    let fake = FakeAlipay::open(script).await;
    let service = fake.alipay(Limits::default(), "gw_pub.pem");
    let begun = service.begin(&claim("KJ1")).await.expect("the vector begins an attempt");
    assert_eq!(begun.certificate, "2109b5e671aa3ff2eb4851816c65828f");
    let gone = Setback::Person("OPEN_CERTIFY_BILL_NOT_EXIST".into());
    assert_eq!(service.find(&begun.certificate).await, Err(gone));
}

#[tokio::test]
async fn passed_is_a_capital_t_and_nothing_like_it() {
    assert_eq!(found(Mode::FineInList).await, Ok(Finding::Passed));
    assert_eq!(found(Mode::Says("\"T\"")).await, Ok(Finding::Passed));
    assert_eq!(found(Mode::Says("\"F\"")).await, Ok(Finding::NotYet));
    assert_eq!(found(Mode::Says("[\"F\"]")).await, Ok(Finding::NotYet));
    let unlike = [
        "true",
        "1",
        "null",
        "{}",
        "[]",
        "\"t\"",
        "\"TRUE\"",
        "\"T \"",
        "\"\"",
        "[\"F\",\"T\"]",
        "[\"T\",\"T\"]",
        "[[\"T\"]]",
        "{\"T\":\"T\"}",
    ];
    for json in unlike {
        assert_eq!(found(Mode::Says(json)).await, Err(Setback::Unknown), "{json}");
    }
}

#[tokio::test]
async fn every_code_has_its_meaning() {
    let operator = |code: &str| Setback::Operator(code.into());
    for (code, reason) in [
        ("20001", "aop.invalid-auth-token"),
        ("40001", "isv.missing-signature"),
        ("40002", "isv.invalid-signature"),
        ("40003", "isv.missing-signature-config"),
        ("40006", "isv.insufficient-isv-permissions"),
    ] {
        assert_eq!(found(Mode::Code(code, reason)).await, Err(operator(reason)));
        assert_eq!(found(Mode::UnsignedCode(code, reason)).await, Err(operator(reason)));
    }
    let refused = Setback::Person("CERT_NO_MISMATCH".into());
    assert_eq!(found(Mode::Code("40004", "CERT_NO_MISMATCH")).await, Err(refused));
    for doubtful in [
        Mode::Code("20000", "isp.unknow-error"),
        Mode::Code("40004", "SYSTEM_ERROR"),
        Mode::UnsignedCode("40004", "CERT_NO_MISMATCH"),
        Mode::Code("99999", "x"),
        Mode::Code("", ""),
    ] {
        assert_eq!(found(doubtful.clone()).await, Err(Setback::Unknown), "{doubtful:?}");
    }
}

/// T56: whatever happens on the way, nobody knows, nobody waits longer than told, and nothing is asked twice.
#[tokio::test]
async fn every_trouble_on_the_way_is_unknown_and_ends_in_time() {
    let elsewhere = Server::open(|_| Reply::json("{}")).await;
    let fake = FakeAlipay::open(Script::default()).await;
    let limits = Limits { connect: IMPATIENT, total: IMPATIENT, ..Limits::default() };
    let patient = fake.alipay(Limits::default(), "test_gateway_pub.pem");
    let begun = patient.begin(&claim("KJ1")).await.expect("the attempt begins");
    let troubles = [
        (Mode::Stall, true),
        (Mode::Status("500 Internal Server Error"), false),
        (Mode::Status("404 Not Found"), false),
        (Mode::Status("201 Created"), false),
        (Mode::Moved(format!("{}/gateway.do", elsewhere.origin)), false),
        (Mode::Large, false),
        (Mode::Reply(Reply::Endless), false),
        (Mode::Reply(Reply::HangUp), false),
        (Mode::Zipped, false),
    ];
    for (at, (trouble, silent)) in troubles.into_iter().enumerate() {
        fake.then_find(trouble.clone());
        let start = Instant::now();
        // Only silence is told by the clock; the others must not be taken for silence by a slow machine.
        let found = match silent {
            true => fake.alipay(limits, "test_gateway_pub.pem").find(&begun.certificate).await,
            false => patient.find(&begun.certificate).await,
        };
        assert_eq!(found, Err(Setback::Unknown), "{trouble:?}");
        assert!(start.elapsed() < Duration::from_secs(5), "{trouble:?} took {:?}", start.elapsed());
        assert_eq!(fake.questions().len(), at + 1, "{trouble:?} was asked again");
    }
    assert!(elsewhere.requests().is_empty(), "a redirect was followed");
    fake.then_find(Mode::Fine);
    assert_eq!(patient.find(&begun.certificate).await, Ok(Finding::Passed));
}

#[tokio::test]
async fn a_gateway_that_stays_silent_is_left_alone() {
    let fake = FakeAlipay::open(Script::default()).await;
    let service = Protected::new(fake.alipay(Limits::default(), "test_gateway_pub.pem"), Instant::now);
    for _ in 0..5 {
        fake.then_find(Mode::Status("502 Bad Gateway"));
        assert_eq!(service.find("some").await, Err(Setback::Unknown));
    }
    let paused = Setback::Operator("service_paused".into());
    assert_eq!(service.find("some").await, Err(paused.clone()));
    assert_eq!(service.begin(&claim("KJ1")).await, Err(paused));
    assert_eq!(fake.requests(), 5);
}

#[tokio::test]
async fn the_settings_of_the_gateway_take_what_it_takes() {
    let fake = FakeAlipay::open(Script::default()).await;
    let taken = DocumentKind::ALL.map(|kind| fake.route().takes(kind));
    assert_eq!(taken, [true, true, true, false]);
}
