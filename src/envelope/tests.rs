//! Whole letters: what opens, what does not, and the vector that other programs are checked with.

use super::letter::ADDED;
use super::*;
use crate::terms::{Moment, RegionCode};
use data_encoding::HEXLOWER;
use proptest::prelude::*;
use std::sync::LazyLock;

struct Office {
    keys: Keys,
    card: Card,
    own: Fingerprint,
}

fn office(seed: u8, region: &str) -> Office {
    let keys = Keys::from_bytes([seed; 32], [seed + 1; 32]);
    let card = keys.card("某县财政局", RegionCode::parse(region).unwrap());
    let own = card.fingerprint();
    Office { keys, card, own }
}

static SENDER: LazyLock<Office> = LazyLock::new(|| office(1, "980121"));
static RECIPIENT: LazyLock<Office> = LazyLock::new(|| office(3, "980122"));
static STRANGER: LazyLock<Office> = LazyLock::new(|| office(5, "980123"));

fn label(number: &str) -> Label<'_> {
    let (sent, until) = (Moment::from_millis(1_795_412_160_000), Moment::from_millis(-1));
    Label { kind: Kind::Letter, number, sent, until }
}

fn sealed_by(office: &Office, own: &Fingerprint, body: &[u8]) -> Vec<u8> {
    seal(&office.keys, own, &RECIPIENT.card, &label("980121-T-7"), body, [7; 32]).unwrap()
}

fn letter() -> Vec<u8> {
    sealed_by(&SENDER, &SENDER.own, b"body")
}

fn opened(bytes: &[u8]) -> Result<(Header, Vec<u8>), Fault> {
    open(bytes, &RECIPIENT.keys, &RECIPIENT.own, &SENDER.card)
}

/// The signature made anew, as whoever holds these keys could.
fn signed_anew(letter: &[u8], office: &Office) -> Vec<u8> {
    let signed = &letter[..letter.len() - 64];
    [signed, office.keys.signing().sign(signed).as_ref()].concat()
}

#[test]
fn what_was_sealed_is_opened() {
    for (kind, number) in [(Kind::Letter, "1"), (Kind::Answer, "A-z".repeat(14).get(..40).unwrap())] {
        for body in [&b""[..], b"x", &[0xab; 5000]] {
            let label = Label { kind, ..label(number) };
            let (from, to) = (&*SENDER, &*RECIPIENT);
            let bytes = seal(&from.keys, &from.own, &to.card, &label, body, [7; 32]).unwrap();
            assert_eq!(bytes.len(), body.len() + ADDED);
            let Label { sent, until, .. } = label;
            let header = Header { kind, number: number.into(), from: from.own, to: to.own, sent, until };
            assert_eq!(look(&bytes), Ok(header.clone()));
            assert_eq!(opened(&bytes), Ok((header, body.to_vec())));
        }
    }
}

#[test]
fn other_randomness_makes_another_letter_of_the_same_body() {
    let (from, to) = (&*SENDER, &*RECIPIENT);
    let other = seal(&from.keys, &from.own, &to.card, &label("980121-T-7"), b"body", [8; 32]).unwrap();
    let (first, second) = (letter(), other);
    assert_ne!(first[130..162], second[130..162]);
    assert_ne!(first[170..174], second[170..174]);
    assert_eq!(opened(&second).unwrap().1, b"body");
}

#[test]
fn every_flipped_bit_of_a_letter_is_refused() {
    let letter = letter();
    for place in 0..letter.len() {
        for bit in 0..8 {
            let mut changed = letter.clone();
            changed[place] ^= 1 << bit;
            assert!(opened(&changed).is_err(), "bit {bit} of byte {place}");
        }
    }
}

#[test]
fn a_header_that_was_changed_and_signed_anew_by_the_sender_does_not_fit_its_ciphertext() {
    let letter = letter();
    for place in 9..130 {
        let mut changed = letter.clone();
        changed[place] ^= 1;
        let changed = signed_anew(&changed, &SENDER);
        assert!(opened(&changed).is_err(), "byte {place}");
    }
}

#[test]
fn a_letter_cut_at_any_length_is_incomplete() {
    let letter = letter();
    for end in 0..letter.len() {
        assert_eq!(look(&letter[..end]), Err(Fault::Incomplete), "{end}");
        assert_eq!(opened(&letter[..end]).unwrap_err(), Fault::Incomplete, "{end}");
    }
}

#[test]
fn a_letter_ends_with_its_signature() {
    let longer = [letter(), vec![0]].concat();
    assert_eq!(look(&longer), Err(Fault::Damaged));
    assert_eq!(look(&[letter(), letter()].concat()), Err(Fault::Damaged));
}

#[test]
fn other_files_are_no_letters() {
    for bytes in [&b"PK\x03\x04"[..], b"ZFLETTEX\x01", b"zfletter", b"\xef\xbb\xbfZFLETTER"] {
        assert_eq!(look(bytes), Err(Fault::NotALetter), "{bytes:?}");
    }
    assert_eq!(look(b"ZFLETTER\x02and something else"), Err(Fault::NewerVersion));
    assert_eq!(look(b"ZFLETTER\x00"), Err(Fault::Damaged));
}

#[test]
fn a_length_that_cannot_be_is_damage() {
    for length in [0, 15, u64::MAX, u64::MAX - 63, LARGEST as u64 + 1] {
        let mut changed = letter();
        changed[162..170].copy_from_slice(&length.to_be_bytes());
        assert_eq!(look(&changed), Err(Fault::Damaged), "{length}");
    }
    for (length, fault) in [(19, Fault::Damaged), (21, Fault::Incomplete), (84, Fault::Incomplete)] {
        let mut changed = letter();
        changed[162..170].copy_from_slice(&u64::to_be_bytes(length));
        assert_eq!(look(&changed), Err(fault), "{length}");
    }
}

#[test]
fn a_number_has_only_one_way_to_be_written() {
    let with = |number: &[u8; 40]| {
        let mut changed = letter();
        changed[10..50].copy_from_slice(number);
        look(&changed).map(|header| header.number)
    };
    let padded = |text: &[u8]| -> [u8; 40] { std::array::from_fn(|i| text.get(i).copied().unwrap_or(0)) };
    assert_eq!(with(&padded(b"A-1")), Ok("A-1".into()));
    assert_eq!(with(&[b'9'; 40]), Ok("9".repeat(40)));
    for number in [&b""[..], b"A\0\0B", b"\0A", b"A 1", b"A_1", b"A/1", b"\xe5\xad\x97", b"A\n"] {
        assert_eq!(with(&padded(number)), Err(Fault::Damaged), "{number:?}");
    }
}

#[test]
fn a_letter_to_somebody_else_is_not_for_us() {
    let other = &*STRANGER;
    assert_eq!(open(&letter(), &other.keys, &other.own, &SENDER.card), Err(Fault::NotForUs));
    // Who lies about the own fingerprint still cannot read.
    let lied = open(&letter(), &other.keys, &RECIPIENT.own, &SENDER.card);
    assert_eq!(lied, Err(Fault::Damaged));
}

#[test]
fn a_letter_of_somebody_else_is_not_of_this_sender() {
    let other = &*STRANGER;
    let read = open(&letter(), &RECIPIENT.keys, &RECIPIENT.own, &other.card);
    assert_eq!(read, Err(Fault::WrongSender));
}

#[test]
fn the_same_keys_in_another_region_are_another_office() {
    let moved = office(1, "980129");
    let read = |card: &Card| open(&letter(), &RECIPIENT.keys, &RECIPIENT.own, card);
    assert_eq!(read(&moved.card), Err(Fault::WrongSender));
    let moved = office(3, "980129");
    assert_eq!(open(&letter(), &moved.keys, &moved.own, &SENDER.card), Err(Fault::NotForUs));
}

#[test]
fn a_letter_signed_by_a_stranger_is_neither_the_senders_nor_the_strangers() {
    let other = &*STRANGER;
    let stolen = signed_anew(&letter(), other);
    assert_eq!(opened(&stolen), Err(Fault::Damaged));
    let read = |bytes: &[u8]| open(bytes, &RECIPIENT.keys, &RECIPIENT.own, &other.card);
    assert_eq!(read(&stolen), Err(Fault::WrongSender));

    let mut renamed = letter();
    renamed[50..82].copy_from_slice(&other.own.bytes());
    assert_eq!(read(&signed_anew(&renamed, other)), Err(Fault::Damaged));

    // The same forged from the start: sealed in the sender's name, signed by the stranger.
    assert_eq!(opened(&sealed_by(other, &SENDER.own, b"body")), Err(Fault::Damaged));
}

#[test]
fn a_right_signature_does_not_stand_for_a_right_ciphertext_nor_the_other_way_round() {
    let mut changed = letter();
    changed[170] ^= 1;
    assert_eq!(opened(&signed_anew(&changed, &SENDER)), Err(Fault::Damaged));
    let mut changed = letter();
    let last = changed.len() - 1;
    changed[last - 40] ^= 1;
    assert_eq!(opened(&changed), Err(Fault::Damaged));
}

#[test]
fn what_makes_no_letter_is_not_sealed() {
    let (from, to) = (&*SENDER, &*RECIPIENT);
    let sealed = |card: &Card, number: &str, body: &[u8]| {
        seal(&from.keys, &from.own, card, &label(number), body, [7; 32])
    };
    for number in ["", "7 8", "函1", "a_b", &"1".repeat(41)] {
        assert_eq!(sealed(&to.card, number, b""), Err(Fault::WrongNumber), "{number}");
    }
    for useless in [[0; 32], std::array::from_fn(|i| u8::from(i == 0))] {
        assert_eq!(sealed(&Card { open: useless, ..to.card.clone() }, "1", b""), Err(Fault::WrongCard));
    }
}

#[test]
fn the_largest_letter_is_opened_and_one_byte_more_is_not() {
    let (from, to) = (&*SENDER, &*RECIPIENT);
    let body = vec![0; LARGEST - ADDED + 1];
    let sealed = |body: &[u8]| seal(&from.keys, &from.own, &to.card, &label("1"), body, [7; 32]);
    assert_eq!(sealed(&body), Err(Fault::TooLarge));
    let mut file = letter();
    file.resize(LARGEST + 1, 0);
    assert_eq!(look(&file), Err(Fault::TooLarge));
    file.truncate(LARGEST);
    file[162..170].copy_from_slice(&((LARGEST - ADDED + 16) as u64).to_be_bytes());
    assert_eq!(look(&file).map(|header| header.number), Ok("980121-T-7".into()));
}

#[test]
fn the_digest_is_that_of_the_whole_file() {
    let printed = HEXLOWER.encode(&digest(b"abc"));
    assert_eq!(printed, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

const VALUES: &str = include_str!("../../tests/vectors/transfer/values.txt");
const BODY: &[u8] = include_bytes!("../../tests/vectors/transfer/body.txt");
const LETTER: &[u8] = include_bytes!("../../tests/vectors/transfer/letter.bin");

fn value(name: &str) -> &'static str {
    let found = VALUES.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
    found.unwrap_or_else(|| panic!("the vector has no {name}"))
}

fn bytes(name: &str) -> [u8; 32] {
    HEXLOWER.decode(value(name).as_bytes()).unwrap().try_into().unwrap()
}

fn vector(side: &str) -> (Keys, Card) {
    let of = |what: &str| format!("{side}.{what}");
    let keys = Keys::from_bytes(bytes(&of("sign.private")), bytes(&of("open.private")));
    let card = Card::parse(value(&of("card"))).unwrap();
    assert_eq!(card, keys.card(value(&of("name")), RegionCode::parse(value(&of("region"))).unwrap()));
    assert_eq!(card.text(), value(&of("card")));
    assert_eq!(card.sign, bytes(&of("sign.public")));
    assert_eq!(card.open, bytes(&of("open.public")));
    assert_eq!(card.fingerprint().to_string(), value(&of("fingerprint")));
    assert_eq!(card.fingerprint().words().join(" "), value(&of("words")));
    (keys, card)
}

#[test]
fn the_letter_of_the_vectors_is_written_and_opened_to_the_byte() {
    let ((keys, from), (to_keys, to)) = (vector("sender"), vector("recipient"));
    let millis = |name: &str| Moment::from_millis(value(name).parse().unwrap());
    let (sent, until) = (millis("sent"), millis("until"));
    let label = Label { kind: Kind::Letter, number: value("number"), sent, until };
    let sealed = seal(&keys, &from.fingerprint(), &to, &label, BODY, bytes("random")).unwrap();
    assert_eq!(HEXLOWER.encode(&sealed), HEXLOWER.encode(LETTER));
    assert_eq!(HEXLOWER.encode(&digest(LETTER)), value("digest"));
    let (header, body) = open(LETTER, &to_keys, &to.fingerprint(), &from).unwrap();
    assert_eq!((header.number.as_str(), header.sent, header.until), (label.number, sent, until));
    assert_eq!(body, BODY);
}

proptest! {
    #[test]
    fn any_body_travels(body: Vec<u8>, random: [u8; 32], sent: i64, until: i64, number in "[A-Za-z0-9-]{1,40}") {
        let (from, to) = (&*SENDER, &*RECIPIENT);
        let (sent, until) = (Moment::from_millis(sent), Moment::from_millis(until));
        let label = Label { kind: Kind::Answer, number: &number, sent, until };
        let bytes = seal(&from.keys, &from.own, &to.card, &label, &body, random).unwrap();
        let (header, read) = opened(&bytes).unwrap();
        prop_assert_eq!((header.sent, header.until, header.number), (sent, until, number.clone()));
        prop_assert_eq!(read, body);
    }

    #[test]
    fn whatever_the_file_is_nothing_panics(tail: Vec<u8>, kept in 0usize..250) {
        prop_assert!(opened(&tail).is_err());
        let file = [&letter()[..kept], &tail].concat();
        prop_assert!(opened(&file).is_err() || file == letter());
        let _ = look(&file);
    }
}
