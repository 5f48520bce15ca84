//! Records that belong to the house itself rather than to the trade.

use crate::dossier::Dossier;
use crate::letters::Letter;
use crate::terms::{AccountId, CaseId, Moment, Phone, RegionCode};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

/// What an instance is for; fixed when its database is made (security T84).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Profile {
    /// Real people, real outside services.
    #[n(0)]
    Production,
    /// A fictional county, marked 演示 on every page.
    #[n(1)]
    Demonstration,
}

/// The instance itself.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct Instance {
    /// What it is for.
    #[n(0)]
    pub profile: Profile,
    /// Rises with every restore, which ends all sessions and codes (security 0.11).
    #[n(1)]
    pub epoch: u32,
    /// Key of the journal's seals.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub journal_key: [u8; 32],
    /// Key of form tokens and of anonymous browsers' cookies.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub web_key: [u8; 32],
    /// When it was made.
    #[n(4)]
    pub made: Moment,
    /// Digest and end of the one-time code with which the first administrator is made.
    #[n(5)]
    pub setup: Option<(Vec<u8>, Moment)>,
    /// The region served, chosen at set-up.
    #[n(6)]
    pub region: Option<RegionCode>,
}

/// A picture captcha that has been answered, rightly or not.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Captcha {
    /// When it was answered; once the picture is too old anyway the record may go.
    #[n(0)]
    pub at: Moment,
}

/// An uploaded picture: who uploaded it, for what, and under which digest its bytes stand.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct FileRecord {
    /// Whose.
    #[n(0)]
    pub owner: AccountId,
    /// The slot it was uploaded for, such as `basics.portrait`; it counts for no other.
    #[n(1)]
    pub slot: String,
    /// SHA-256 of the stored bytes.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub digest: [u8; 32],
    /// Length in bytes.
    #[n(3)]
    pub length: u32,
    /// Width in pixels.
    #[n(4)]
    pub width: u32,
    /// Height in pixels.
    #[n(5)]
    pub height: u32,
    /// When it was uploaded.
    #[n(6)]
    pub at: Moment,
    /// A filed matter refers to it, so it is kept.
    #[n(7)]
    pub filed: bool,
    /// The case it was filed with first.
    #[n(8)]
    pub case: Option<CaseId>,
}

/// What a list of a person's own pictures shows of one.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Stocked {
    /// The slot it was uploaded for.
    #[n(0)]
    pub slot: String,
    /// SHA-256 of the stored bytes.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub digest: [u8; 32],
    /// Length in bytes.
    #[n(2)]
    pub length: u32,
    /// Width in pixels.
    #[n(3)]
    pub width: u32,
    /// Height in pixels.
    #[n(4)]
    pub height: u32,
    /// When it was uploaded.
    #[n(5)]
    pub at: Moment,
}

impl Stocked {
    /// What is shown of this picture.
    pub fn of(file: &FileRecord) -> Stocked {
        let FileRecord { slot, digest, length, width, height, at, .. } = file.clone();
        Stocked { slot, digest, length, width, height, at }
    }
}

/// What is on record about one accountant.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Record {
    /// The approved dossier.
    #[n(0)]
    pub dossier: Dossier,
    /// 所属会计管理部门.
    #[n(1)]
    pub authority: RegionCode,
    /// When it was approved last.
    #[n(2)]
    pub approved: Moment,
    /// The case that settled it.
    #[n(3)]
    pub case: CaseId,
    /// Counts what was put on record, from 1; none from before versions were kept.
    #[n(4)]
    pub version: Option<u32>,
}

impl Record {
    /// Its number among the versions of this person's record.
    pub fn number(&self) -> u32 {
        self.version.unwrap_or(1)
    }
}

/// The journal's newest entry.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Head {
    /// Its sequence.
    #[n(0)]
    pub sequence: u64,
    /// Its seal.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub seal: [u8; 32],
}

/// Where a letter stands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum ItemState {
    /// Not tried yet.
    #[n(0)]
    Waiting,
    /// Handed to the courier; found like this after a crash it is unknown and never sent again.
    #[n(1)]
    Leaving,
    /// The courier took it.
    #[n(2)]
    Sent,
    /// The courier refused it, with its code.
    #[n(3)]
    Refused(#[n(0)] String),
    /// Nobody knows; it is not sent again (connectors 0.3).
    #[n(4)]
    Unknown,
    /// It was too late to send it.
    #[n(5)]
    Lapsed,
}

impl ItemState {
    /// Whether nothing more happens to the letter.
    pub fn is_over(&self) -> bool {
        !matches!(self, ItemState::Waiting | ItemState::Leaving)
    }
}

/// One letter on its way.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Item {
    /// To which phone.
    #[n(0)]
    pub to: Phone,
    /// What it says; taken out once it is over, except in a demonstration.
    #[n(1)]
    pub letter: Option<Letter>,
    /// When it was filed.
    #[n(2)]
    pub at: Moment,
    /// Where it stands.
    #[n(3)]
    pub state: ItemState,
    /// The template's name, kept when the letter is taken out.
    #[n(4)]
    pub template: String,
    /// Digest of the browser that asked for the code in it and may learn what became of it; none for every other
    /// letter, and where the answer would tell a stranger whose number it is (security B4).
    #[n(5)]
    pub asker: Option<ByteArray<32>>,
}

/// Where a form led.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Reply {
    /// The address of the result page.
    #[n(0)]
    pub location: String,
    /// When.
    #[n(1)]
    pub at: Moment,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{Code, CodePurpose, Hold, Tally, Why};
    use data_encoding::HEXLOWER;

    fn written<T: Encode<()>>(record: &T) -> String {
        HEXLOWER.encode(&minicbor::to_vec(record).unwrap())
    }

    fn read<T: for<'b> Decode<'b, ()>>(hex: &str) -> T {
        minicbor::decode(&HEXLOWER.decode(hex.as_bytes()).unwrap()).unwrap()
    }

    fn item() -> Item {
        Item {
            to: Phone::parse("13900001234").unwrap(),
            letter: Some(Letter::Code { purpose: CodePurpose::Register, digits: "048213".into() }),
            at: Moment::from_millis(5),
            state: ItemState::Waiting,
            template: "code".into(),
            asker: None,
        }
    }

    #[test]
    fn a_letter_without_an_asker_is_written_as_before_and_read_as_before() {
        let before = "856b313339303030303132333482008200663034383231330582008064636f6465";
        assert_eq!(written(&item()), before);
        assert_eq!(read::<Item>(before), item());
    }

    #[test]
    fn the_asker_of_a_letter_stands_under_number_five() {
        let asked = Item { asker: Some([7; 32].into()), ..item() };
        let bytes = written(&asked);
        assert_eq!(bytes, format!("86{}5820{}", &written(&item())[2..], "07".repeat(32)));
        assert_eq!(read::<Item>(&bytes), asked);
    }

    #[test]
    fn a_record_from_before_versions_were_kept_is_still_read_and_counts_as_the_first() {
        #[derive(Encode)]
        struct Before(#[n(0)] Dossier, #[n(1)] RegionCode, #[n(2)] Moment, #[n(3)] CaseId);
        let authority = RegionCode::parse("980121").unwrap();
        let (at, case) = (Moment::from_millis(5), CaseId::from_bytes([1; 16]));
        let record = read::<Record>(&written(&Before(dossier(), authority, at, case)));
        let now = Record { dossier: dossier(), authority, approved: at, case, version: None };
        assert_eq!((record.number(), &record), (1, &now));
        assert_eq!(written(&now), written(&Before(dossier(), authority, at, case)));
        let third = Record { version: Some(3), ..now };
        assert_eq!(read::<Record>(&written(&third)).number(), 3);
    }

    fn dossier() -> Dossier {
        use crate::dossier::{Address, Basics, Identity, Scope};
        use crate::terms::{Day, Document, DocumentKind, FileId, PersonName, Sex};
        let region = RegionCode::parse("980121").unwrap();
        Dossier {
            identity: Identity {
                document: Document::parse(DocumentKind::Passport, "E12345678").unwrap(),
                name: PersonName::parse("王小梅").unwrap(),
                phone: Phone::parse("13900001234").unwrap(),
            },
            scope: Scope::Accountant,
            certificate: None,
            basics: Basics {
                portrait: FileId::from_bytes([1; 16]),
                sex: Sex::Female,
                birth: Day::new(1990, 1, 1).unwrap(),
                politics: "13".into(),
                ethnicity: None,
                email: None,
                address: Address { region, street: "账房街 1 号".into() },
                postcode: None,
                identity_front: None,
                identity_back: None,
            },
            education: Vec::new(),
            employment: Vec::new(),
            authority: region,
            titles: Vec::new(),
            licences: Vec::new(),
        }
    }

    #[test]
    fn a_code_from_before_the_tally_is_still_read() {
        let before = format!("845820{}0500f4", "01".repeat(32));
        let code = read::<Code>(&before);
        assert_eq!((code.sent, code.tallied), (Moment::from_millis(5), None));
        assert_eq!(written(&code), before);
        let tallied = Code { tallied: Some(9), ..code };
        assert_eq!(written(&tallied), format!("855820{}0500f409", "01".repeat(32)));
    }

    #[test]
    fn the_bytes_of_holds_and_of_the_tally_stay_as_they_are() {
        let whys = [Why::Provider, Why::Number, Why::Service, Why::Neighbours];
        let holds = whys.map(|why| written(&Hold { until: Moment::from_millis(5), why }));
        assert_eq!(holds, ["820500", "820501", "820502", "820503"]);
        let mut tally = Tally::default();
        let (serial, _) = tally.count(Moment::from_millis(5));
        tally.use_up(serial);
        assert_eq!(written(&tally), format!("84015819{}{}f400", "01", "00".repeat(24)));
    }
}
