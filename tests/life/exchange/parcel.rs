//! A person's record as another instance packs it: as little as a letter may hold.
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use std::time::{Duration, SystemTime};
use zhangfang::accounts::Verified;
use zhangfang::casework::{Case, Decision, Filing, Matter, Reason, Transfer};
use zhangfang::dossier::{Address, Basics, Dossier, Identity, Scope};
use zhangfang::envelope::{Card, Keys, Kind, Label, seal};
use zhangfang::office::{Packed, PackedFile, Parcel};
use zhangfang::tables::Record;
use zhangfang::terms::{
    AccountId, CaseId, CaseNumber, Document, DocumentKind, FileId, Moment, OfficerId, PersonName, Phone,
    RegionCode, check_character,
};

/// 济南市历下区, the leaving side.
pub const NEAR: &str = "370102";
/// 济南市市中区, the receiving side.
pub const FAR: &str = "370103";

pub fn code(code: &str) -> RegionCode {
    RegionCode::parse(code).expect("the code is sound")
}

pub fn now() -> Moment {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("it is later than 1970");
    Moment::from_millis(i64::try_from(since.as_millis()).expect("it is no age yet"))
}

fn identity(one: u8) -> Identity {
    let body = format!("11000019900101{:03}", u32::from(one));
    let number = format!("{body}{}", check_character(&body).expect("the body has seventeen digits"));
    Identity {
        document: Document::parse(DocumentKind::ResidentId, &number).expect("the number is sound"),
        name: PersonName::parse("张晓岚").expect("the name is sound"),
        phone: Phone::parse(&format!("1390000000{one}")).expect("the phone is sound"),
    }
}

fn portrait(one: u8) -> FileId {
    FileId::from_bytes([one; 16])
}

fn proof(one: u8) -> FileId {
    FileId::from_bytes([one + 100; 16])
}

/// The transfer of somebody, let go and sent off.
pub fn released(one: u8) -> Packed {
    let at = now();
    let reason = Reason::Residence("济南市市中区经七路 1 号".into());
    let (from, to) = (code(NEAR), code(FAR));
    let transfer = Transfer { identity: identity(one), from, to, reason, proof: proof(one) };
    let matter = Matter::Transfer(Box::new(transfer));
    let number = CaseNumber::new(code(NEAR), 2026, u32::from(one));
    let mut case = Case::file(number, AccountId::from_bytes([one; 16]), &matter, at, at.day());
    case.decide(1, Decision::Approve, OfficerId::from_bytes([1; 16]), "陈**", at).expect("it waits");
    case.send_off(&format!("{number}-1"), "陈**", at).expect("it was let go");
    let filings = vec![Filing { matter, at, answers: Vec::new() }];
    Packed { id: CaseId::from_bytes([one; 16]), case, filings }
}

fn picture(id: FileId, shade: u8) -> PackedFile {
    let mut bytes = Vec::new();
    let pixels = RgbImage::from_pixel(40, 30, Rgb([shade; 3]));
    JpegEncoder::new_with_quality(&mut bytes, 80).encode_image(&pixels).expect("a picture can be encoded");
    PackedFile { id, slot: "test".into(), width: 40, height: 30, at: now(), case: None, bytes }
}

/// A letter about somebody, from the office of these keys to the one of this card.
pub fn letter((keys, own): &(Keys, Card), to: &Card, one: u8) -> Vec<u8> {
    let packed = released(one);
    let identity = identity(one);
    let resident = identity.document.resident().expect("it is a resident number");
    let basics = Basics {
        portrait: portrait(one),
        sex: resident.sex(),
        birth: resident.birth(),
        politics: "13".into(),
        ethnicity: Some("01".into()),
        email: None,
        address: Address { region: code(NEAR), street: "泉城路 1 号".into() },
        postcode: None,
        identity_front: None,
        identity_back: None,
    };
    let dossier = Dossier {
        identity,
        scope: Scope::Accountant,
        certificate: None,
        basics,
        education: Vec::new(),
        employment: Vec::new(),
        authority: code(NEAR),
        titles: Vec::new(),
        licences: Vec::new(),
    };
    let at = now();
    let version = Record { dossier, authority: code(NEAR), approved: at, case: packed.id, version: Some(1) };
    let number = format!("{}-1", packed.case.number);
    let parcel = Parcel {
        number: number.clone(),
        demonstration: false,
        case: packed.id,
        verified: Verified { at, way: "线上实名认证".into() },
        versions: vec![version],
        files: vec![picture(portrait(one), one), picture(proof(one), 100 + one)],
        cases: vec![packed],
    };
    let body = minicbor::to_vec(&parcel).expect("it can be written");
    let until = at.plus(Duration::from_secs(3600));
    let label = Label { kind: Kind::Letter, number: &number, sent: at, until };
    seal(keys, &own.fingerprint(), to, &label, &body, [one; 32]).expect("it can be sealed")
}
