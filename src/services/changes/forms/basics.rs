//! 基本信息变更: a form that is filled with masks, which say "no change" when they come back (spec 1.12).

use crate::dossier::{Address, Basics};
use crate::reference::Dictionary;
use crate::sheets::{Reader, set_picture};
use crate::terms::{Email, Line, Postcode, masked};
use crate::ui::Faults;
use crate::web::places::{self, Kind};
use crate::web::{Means, Slots, Typed};

/// The most characters of a street.
const STREET: usize = 100;
/// What masks are made of; nobody's street or mail begins so.
const STAR: char = '*';

/// The form filled with these basics, partly masked as the guide shows it.
pub fn basics_filled(shown: &Basics) -> Typed {
    let email = shown.email.as_ref().map(Email::masked).unwrap_or_default();
    let postcode = shown.postcode.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut typed = Typed::from_pairs([
        ("politics", shown.politics.clone()),
        ("ethnicity", shown.ethnicity.clone().unwrap_or_default()),
        ("email", email),
        ("street", masked::street(&shown.address.street)),
        ("postcode", postcode),
    ]);
    places::set(&mut typed, "address", &shown.address.region);
    set_picture(&mut typed, "identity_front", shown.identity_front);
    set_picture(&mut typed, "identity_back", shown.identity_back);
    typed
}

/// The basics that a form asks for which was filled with `shown`; what it does not ask stays as in `record`.
pub fn basics(
    typed: &Typed,
    means: &Means<'_>,
    shown: &Basics,
    record: &Basics,
    slots: &Slots,
) -> Result<Basics, Faults> {
    let mut reader = Reader::new(typed, means);
    let politics = reader.entry("politics", Dictionary::PoliticalStatus);
    let ethnicity = match &record.ethnicity {
        Some(_) => reader.entry("ethnicity", Dictionary::Ethnicity).map(Some),
        None => Some(None),
    };
    let email = email(&mut reader, shown);
    let address = address(&mut reader, shown);
    let postcode = match typed.given("postcode") {
        None => Some(None),
        Some(text) => reader.take("postcode", Postcode::parse(text)).map(Some),
    };
    let read = (|| {
        Some(Basics {
            politics: politics?,
            ethnicity: ethnicity?,
            email: email?,
            address: address?,
            postcode: postcode?,
            identity_front: slots.of("identity_front"),
            identity_back: slots.of("identity_back"),
            ..record.clone()
        })
    })();
    reader.end(read)
}

fn email(reader: &mut Reader<'_>, shown: &Basics) -> Option<Option<Email>> {
    let Some(text) = reader.typed.given("email") else { return Some(None) };
    if shown.email.as_ref().is_some_and(|kept| kept.masked() == text) {
        return Some(shown.email.clone());
    }
    if text.contains(STAR) {
        reader.faults.push("email", "请完整填写新的邮箱，不要保留星号；不改邮箱的，请恢复原来显示的内容。");
        return None;
    }
    reader.take("email", Email::parse(text)).map(Some)
}

fn address(reader: &mut Reader<'_>, shown: &Basics) -> Option<Address> {
    let place = places::chosen(Kind::Address, "address", reader.typed, reader.means().reference);
    let region = reader.take("address", place);
    let text = reader.typed.text("street").trim();
    let untouched = text == masked::street(&shown.address.street);
    if untouched && region == Some(shown.address.region) {
        return Some(shown.address.clone());
    }
    if text.contains(STAR) {
        let told = match untouched {
            true => "更换了省、市、区县，请重新填写详细地址。",
            false => "请完整填写新的详细地址，不要保留星号。",
        };
        reader.faults.push("street", told);
        return None;
    }
    let street = reader.take("street", Line::parse(text, STREET, "详细地址"));
    Some(Address { region: region?, street: street?.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{Profile, Reference};
    use crate::terms::{Day, FileId, RegionCode, Sex};

    fn on_record() -> Basics {
        Basics {
            portrait: FileId::from_bytes([1; 16]),
            sex: Sex::Female,
            birth: Day::new(1990, 1, 1).unwrap(),
            politics: "13".into(),
            ethnicity: Some("01".into()),
            email: Email::parse("wang@example.cn").ok(),
            address: Address {
                region: RegionCode::parse("980121").unwrap(), street: "账房街 1 号".into()
            },
            postcode: None,
            identity_front: None,
            identity_back: None,
        }
    }

    fn read(change: impl Fn(&mut Typed)) -> Result<Basics, Faults> {
        let reference = Reference::load(Profile::Demo).unwrap();
        let means = Means { reference: &reference, today: Day::new(2026, 11, 23).unwrap() };
        let mut typed = basics_filled(&on_record());
        change(&mut typed);
        basics(&typed, &means, &on_record(), &on_record(), &Slots::default())
    }

    #[test]
    fn masks_that_come_back_change_nothing() {
        assert_eq!(read(|_| ()), Ok(on_record()));
    }

    #[test]
    fn a_mask_is_never_stored() {
        for (field, text) in
            [("email", "w******@163.com"), ("email", "******@example.cn"), ("street", "*****2 号")]
        {
            let faults = read(|typed| typed.set(field, text)).unwrap_err();
            assert!(faults.of(field).is_some(), "{field} {text}");
        }
    }

    #[test]
    fn another_place_needs_its_street() {
        let other = |typed: &mut Typed| places::set(typed, "address", &RegionCode::parse("980122").unwrap());
        assert!(read(other).unwrap_err().of("street").is_some());
        let moved = read(|typed| {
            other(typed);
            typed.set("street", "松风路 2 号");
        });
        assert_eq!(moved.unwrap().address.street, "松风路 2 号");
    }

    #[test]
    fn what_is_emptied_is_taken_out_and_what_is_typed_is_taken() {
        assert_eq!(read(|typed| typed.set("email", "")).unwrap().email, None);
        let other = read(|typed| typed.set("email", "li@example.com")).unwrap();
        assert_eq!(other.email, Email::parse("li@example.com").ok());
    }
}
