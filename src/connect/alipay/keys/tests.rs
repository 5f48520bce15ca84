//! Keys in every form operators paste, against signatures made by another program.

use super::*;

const PKCS1: &str = include_str!("../../../../tests/vectors/alipay/test_app_key_pkcs1.pem");
const PKCS8: &str = include_str!("../../../../tests/vectors/alipay/test_app_key_pkcs8.pem");
const APP_PUBLIC: &str = include_str!("../../../../tests/vectors/alipay/test_app_pub.pem");
const GATEWAY_PUBLIC: &str = include_str!("../../../../tests/vectors/alipay/gw_pub.pem");
const LARGE_PUBLIC: &str = include_str!("../../../../tests/vectors/alipay/test_large_pub.pem");
const SMALL: &str = include_str!("../../../../tests/vectors/alipay/test_small_key.pem");
const SMALL_PUBLIC: &str = include_str!("../../../../tests/vectors/alipay/test_small_pub.pem");
const CURVE: &str = include_str!("../../../../tests/vectors/alipay/test_ec_key.pem");
const CURVE_PUBLIC: &str = include_str!("../../../../tests/vectors/alipay/test_ec_pub.pem");
const TO_SIGN: &str = include_str!("../../../../tests/vectors/alipay/init_string_to_sign.txt");
/// `openssl dgst -sha256 -sign` over the text above, in base64.
const SIGNED: &str = include_str!("../../../../tests/vectors/alipay/init_sign.txt");

fn bare(pem: &str) -> String {
    let lines: Vec<&str> = pem.lines().filter(|line| !line.starts_with('-')).collect();
    lines.join("\n")
}

#[test]
fn a_private_key_is_read_in_every_form_and_signs_like_openssl() {
    for pem in [PKCS1, PKCS8] {
        let lines = bare(pem);
        for form in [
            pem.to_owned(),
            pem.replace('\n', "\r\n"),
            format!("\u{feff}  {pem}"),
            format!("Bag Attributes\n{pem}"),
            lines.clone(),
            lines.replace('\n', ""),
            lines.replace('\n', "\r\n"),
        ] {
            let key = AppKey::read(form.as_bytes()).unwrap();
            assert_eq!(key.signature(TO_SIGN).unwrap(), SIGNED);
        }
    }
}

#[test]
fn a_public_key_is_read_in_every_form_and_size() {
    for pem in [GATEWAY_PUBLIC, LARGE_PUBLIC] {
        let lines = bare(pem);
        for form in [pem.to_owned(), lines.clone(), lines.replace('\n', "")] {
            GatewayKey::read(form.as_bytes()).unwrap();
        }
    }
    let own = GatewayKey::read(APP_PUBLIC.as_bytes()).unwrap();
    let signature = BASE64.decode(SIGNED.as_bytes()).unwrap();
    assert!(own.verifies(TO_SIGN.as_bytes(), &signature));
    assert!(!own.verifies(&TO_SIGN.as_bytes()[1..], &signature));
}

#[test]
fn every_fault_of_a_private_key_has_a_sentence_of_its_own() {
    let cut = PKCS8.split("-----END").next().unwrap();
    let broken = bare(PKCS1).replacen("QAB", "QAC", 1);
    let locked =
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----";
    for (text, fault) in [
        ("", KeyFault::Empty),
        (cut, KeyFault::Cut),
        ("密钥", KeyFault::Unreadable),
        ("AAA", KeyFault::Unreadable),
        (locked, KeyFault::Encrypted),
        (
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
            KeyFault::Encrypted,
        ),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", KeyFault::Certificate),
        (APP_PUBLIC, KeyFault::PublicHalf),
        (&bare(APP_PUBLIC), KeyFault::PublicHalf),
        (CURVE, KeyFault::NotRsa),
        ("AAAA", KeyFault::NotRsa),
        (SMALL, KeyFault::Small(1024)),
        (&broken, KeyFault::Damaged),
    ] {
        assert_eq!(AppKey::read(text.as_bytes()).unwrap_err(), fault, "{text}");
    }
    assert_eq!(AppKey::read(&[0xff, 0xfe, 0x4d, 0]).unwrap_err(), KeyFault::Unreadable);
}

#[test]
fn every_fault_of_the_public_key_has_a_sentence_of_its_own() {
    for (text, fault) in [
        (PKCS8, KeyFault::PrivateHalf),
        (PKCS1, KeyFault::PrivateHalf),
        (&bare(PKCS8), KeyFault::PrivateHalf),
        (&bare(PKCS1), KeyFault::PrivateHalf),
        (CURVE_PUBLIC, KeyFault::NotRsa),
        (SMALL_PUBLIC, KeyFault::Small(1024)),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", KeyFault::Certificate),
    ] {
        assert_eq!(GatewayKey::read(text.as_bytes()).unwrap_err(), fault, "{text}");
    }
}

#[test]
fn the_applications_own_public_key_is_not_alipays() {
    let pair = |public: &str| {
        let own = AppKey::read(PKCS8.as_bytes()).unwrap();
        Keys::pair(own, GatewayKey::read(public.as_bytes()).unwrap())
    };
    assert_eq!(pair(APP_PUBLIC).unwrap_err(), KeyFault::Swapped);
    assert!(pair(GATEWAY_PUBLIC).is_ok());
}

#[test]
fn a_private_key_is_never_printed() {
    assert_eq!(format!("{:?}", AppKey::read(PKCS1.as_bytes()).unwrap()), "***");
}
