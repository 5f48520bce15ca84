//! Answers signed by a key whose private half nobody here has, as they came and spoilt in every way of connectors 1.5.

use super::*;

const KEY: &[u8] = include_bytes!("../../../../tests/vectors/alipay/gw_pub.pem");
const OTHER_KEY: &[u8] = include_bytes!("../../../../tests/vectors/alipay/test_gateway_pub.pem");
const QUERY: &str = "alipay.user.certify.open.query";
const BEGIN: &str = "alipay.user.certify.open.initialize";
const PASS: &str = include_str!("../../../../tests/vectors/alipay/query_pass.json");
const GONE: &str = include_str!("../../../../tests/vectors/alipay/query_notexist.json");
const BEGUN: &str = include_str!("../../../../tests/vectors/alipay/init_response.json");

fn tell(body: &str, method: &str) -> Result<bool, Doubt> {
    let key = GatewayKey::read(KEY).unwrap();
    read(body.as_bytes(), method, &key).map(|said| said.trusted)
}

#[test]
fn every_sound_answer_is_trusted() {
    for sound in [
        PASS,
        GONE,
        include_str!("../../../../tests/vectors/alipay/pos_array_and_braces.json"),
        include_str!("../../../../tests/vectors/alipay/pos_escaped_slash.json"),
        include_str!("../../../../tests/vectors/alipay/pos_sign_first_key_order.json"),
        include_str!("../../../../tests/vectors/alipay/pos_spaces.json"),
    ] {
        assert_eq!(tell(sound, QUERY), Ok(true), "{sound}");
    }
    assert_eq!(tell(BEGUN, BEGIN), Ok(true));
    let with_serial = PASS.replacen('{', r#"{"alipay_cert_sn":"1","#, 1);
    assert_eq!(tell(&with_serial, QUERY), Ok(true));
}

#[test]
fn a_member_is_a_text_or_nothing() {
    let key = GatewayKey::read(KEY).unwrap();
    let said = read(PASS.as_bytes(), QUERY, &key).unwrap();
    assert_eq!((said.text("passed").as_deref(), said.raw("passed")), (Some("T"), Some("\"T\"")));
    let array = include_str!("../../../../tests/vectors/alipay/pos_array_and_braces.json");
    let said = read(array.as_bytes(), QUERY, &key).unwrap();
    assert_eq!((said.text("passed"), said.raw("passed")), (None, Some("[\"T\"]")));
    assert_eq!(said.text("nothing"), None);
}

fn node(answer: &str) -> &str {
    let from = answer.find(":{").unwrap() + 1;
    &answer[from..=answer.rfind("},").unwrap()]
}

#[test]
fn every_spoilt_answer_is_refused_for_its_own_reason() {
    let (pass, own) = (node(PASS), "alipay_user_certify_open_query_response");
    let flipped = pass.replace("\"T\"", "\"F\"");
    let sign = PASS.split("\"sign\":\"").nth(1).unwrap().trim_end_matches("\"}");
    let spoilt = [
        ("passed flipped", PASS.replace("\"T\"", "\"F\""), Doubt::Forged),
        ("a byte of the signature", PASS.replace("H22yui4f", "H22yui4g"), Doubt::Forged),
        (
            "another signature of the key",
            PASS.replace(sign, &GONE[GONE.len() - 346..GONE.len() - 2]),
            Doubt::Forged,
        ),
        (
            "the node twice, false one first",
            PASS.replacen('{', &format!("{{\"{own}\":{flipped},"), 1),
            Doubt::Twice,
        ),
        (
            "the node twice, false one last",
            PASS.replace(",\"sign\"", &format!(",\"{own}\":{flipped},\"sign\"")),
            Doubt::Twice,
        ),
        (
            "the node twice, one name escaped",
            PASS.replacen('{', &format!("{{\"\\u0061{}\":{flipped},", &own[1..]), 1),
            Doubt::Twice,
        ),
        (
            "the signature twice",
            PASS.replace(",\"sign\"", &format!(",\"sign\":\"{sign}\",\"sign\"")),
            Doubt::Twice,
        ),
        (
            "a node of another method beside it",
            PASS.replacen('{', "{\"alipay_other_response\":{},", 1),
            Doubt::Foreign,
        ),
        ("an error beside it", PASS.replacen('{', "{\"error_response\":{},", 1), Doubt::Foreign),
        ("the node of another method", BEGUN.to_owned(), Doubt::Foreign),
        ("no node", format!("{{\"sign\":\"{sign}\"}}"), Doubt::Foreign),
        ("the node inside a text", PASS.replace(pass, &serde_json::to_string(pass).unwrap()), Doubt::Forged),
        ("a byte behind", format!("{PASS}x"), Doubt::Form),
        ("a second answer behind", format!("{PASS}{PASS}"), Doubt::Form),
        ("a byte before", format!("x{PASS}"), Doubt::Form),
        ("cut", PASS[..PASS.len() - 1].to_owned(), Doubt::Form),
        ("an array", format!("[{PASS}]"), Doubt::Form),
        ("HTML", "<html></html>".to_owned(), Doubt::Form),
        ("a signature in loose base64", PASS.replace("Ng==\"", "Nh==\""), Doubt::Illegible),
        ("a signature without padding", PASS.replace("Ng==\"", "Ng\""), Doubt::Illegible),
        ("a signature with a line break", PASS.replace("Ng==\"", "Ng==\\n\""), Doubt::Illegible),
        ("a signature that is no text", PASS.replace(&format!("\"{sign}\""), "[1]"), Doubt::Illegible),
    ];
    for (what, body, doubt) in spoilt {
        assert_ne!(body, PASS, "{what} spoils nothing");
        assert_eq!(tell(&body, QUERY), Err(doubt), "{what}");
    }
    assert_eq!(tell(PASS, QUERY), Ok(true), "unspoilt it is sound");
}

#[test]
fn an_answer_without_a_signature_is_never_trusted() {
    let sign = &PASS[PASS.find(",\"sign\"").unwrap()..PASS.len() - 1];
    for unsigned in [PASS.replace(sign, ""), PASS.replace(sign, ",\"sign\":\"\"")] {
        assert_eq!(tell(&unsigned, QUERY), Ok(false), "{unsigned}");
    }
    let error = format!("{{\"error_response\":{}}}", node(PASS));
    assert_eq!(tell(&error, QUERY), Ok(false));
    let signed = PASS.replace("alipay_user_certify_open_query_response", "error_response");
    assert_eq!(tell(&signed, QUERY), Ok(false), "an error is no data, even signed");
}

#[test]
fn another_key_is_another_gateway() {
    let key = GatewayKey::read(OTHER_KEY).unwrap();
    assert_eq!(read(PASS.as_bytes(), QUERY, &key).err(), Some(Doubt::Forged));
}
