//! 基本信息 (spec 1.7).

use super::{is_for_later, picture};
use crate::dossier::{Address, BasicsDraft, Draft, Identity, Step};
use crate::reference::Dictionary;
use crate::services::collection::actions::Answers;
use crate::sheets::{set_day, set_picture};
use crate::terms::{Day, DocumentKind, Email, FileId, Line, Postcode, Sex};
use crate::ui::Faults;
use crate::web::places::{self, Kind};
use crate::web::{Meaning, Means, Typed};

/// The most characters of a street.
const STREET: usize = 100;

/// What was typed about the person; sex and birth only from holders of permits and passports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasicsForm {
    portrait: Option<FileId>,
    sex: Option<Sex>,
    birth: Option<Day>,
    politics: Option<String>,
    ethnicity: Option<String>,
    email: Option<Email>,
    address: Option<Address>,
    postcode: Option<Postcode>,
    identity_front: Option<FileId>,
    identity_back: Option<FileId>,
}

impl BasicsForm {
    /// The form as the draft fills it.
    pub fn typed(draft: &Draft) -> Typed {
        let basics = &draft.basics;
        let mut typed = Typed::empty();
        let texts = [
            ("sex", basics.sex.map(|sex| sex.code().to_string())),
            ("politics", basics.politics.clone()),
            ("ethnicity", basics.ethnicity.clone()),
            ("email", basics.email.as_ref().map(ToString::to_string)),
            ("street", basics.address.as_ref().map(|address| address.street.clone())),
            ("postcode", basics.postcode.as_ref().map(ToString::to_string)),
        ];
        for (field, text) in texts {
            if let Some(text) = text {
                typed.set(field, text);
            }
        }
        if let Some(address) = &basics.address {
            places::set(&mut typed, "address", &address.region);
        }
        if let Some(birth) = basics.birth {
            set_day(&mut typed, "birth", birth);
        }
        set_picture(&mut typed, "portrait", basics.portrait);
        set_picture(&mut typed, "identity_front", basics.identity_front);
        set_picture(&mut typed, "identity_back", basics.identity_back);
        typed
    }
}

impl Answers for BasicsForm {
    const STEP: Step = Step::Basics;

    /// A resident's sex and birth follow from the number, and nobody's are changed once they are there; 民族 is
    /// asked from residents only.
    fn write(&self, draft: &mut Draft, identity: &Identity) {
        let resident = identity.document.kind() == DocumentKind::ResidentId;
        let (asked, basics) = (self.clone(), &mut draft.basics);
        *basics = BasicsDraft {
            portrait: asked.portrait,
            sex: basics.sex.or(asked.sex.filter(|_| !resident)),
            birth: basics.birth.or(asked.birth.filter(|_| !resident)),
            politics: asked.politics,
            ethnicity: asked.ethnicity.filter(|_| resident),
            email: asked.email,
            address: asked.address,
            postcode: asked.postcode,
            identity_front: asked.identity_front,
            identity_back: asked.identity_back,
        };
    }
}

impl Meaning for BasicsForm {
    fn read(typed: &Typed, means: &Means<'_>) -> Result<Self, Faults> {
        let mut form = Reading { typed, means, required: !is_for_later(typed), faults: Faults::new() };
        let read = BasicsForm {
            portrait: form.portrait(),
            sex: form.sex(),
            birth: form.birth(),
            politics: form.entry("politics", Dictionary::PoliticalStatus),
            ethnicity: form.entry("ethnicity", Dictionary::Ethnicity),
            email: form.optional("email", Email::parse),
            address: form.address(),
            postcode: form.optional("postcode", Postcode::parse),
            identity_front: picture(typed, "identity_front"),
            identity_back: picture(typed, "identity_back"),
        };
        if form.faults.is_empty() { Ok(read) } else { Err(form.faults) }
    }
}

struct Reading<'a> {
    typed: &'a Typed,
    means: &'a Means<'a>,
    required: bool,
    faults: Faults,
}

impl Reading<'_> {
    fn portrait(&mut self) -> Option<FileId> {
        let held = picture(self.typed, "portrait");
        if held.is_none() && self.required {
            self.faults.push("portrait", "请上传近期标准证件照。");
        }
        held
    }

    /// Whether the page asked for sex and birth: it does so only where the number does not tell them.
    fn asks_for_birth(&self) -> bool {
        self.typed.has("birth.year")
    }

    fn sex(&mut self) -> Option<Sex> {
        let sex = self.typed.given("sex").and_then(|code| Sex::parse(code).ok());
        if sex.is_none() && (self.typed.has("sex") || self.asks_for_birth() && self.required) {
            self.faults.push("sex", "请选择性别，与证件上一致。");
        }
        sex
    }

    fn birth(&mut self) -> Option<Day> {
        let Some(text) = self.typed.date("birth") else {
            if self.asks_for_birth() && self.required {
                self.faults.push("birth", "请填写出生年月日，与证件上一致。");
            }
            return None;
        };
        let read = Day::parse(&text).map_err(|wrong| wrong.to_string());
        match read {
            Ok(day) if day < self.means.today => Some(day),
            Ok(_) => {
                self.faults.push("birth", "出生日期应早于今天，请核对证件上的日期。");
                None
            }
            Err(text) => {
                self.faults.push("birth", text);
                None
            }
        }
    }

    fn entry(&mut self, field: &str, dictionary: Dictionary) -> Option<String> {
        let given = self.typed.given(field);
        let known = given.filter(|code| self.means.reference.dictionary(dictionary).contains(code));
        if known.is_none() && (given.is_some() || self.typed.has(field) && self.required) {
            self.faults.push(field, format!("请从列表中选择{}。", dictionary.label()));
        }
        known.map(Into::into)
    }

    fn optional<T>(
        &mut self,
        field: &str,
        parse: impl Fn(&str) -> Result<T, crate::terms::Wrong>,
    ) -> Option<T> {
        let text = self.typed.given(field)?;
        parse(text).map_err(|wrong| self.faults.push(field, wrong.to_string())).ok()
    }

    /// Place and street belong together: either both or, for later, none.
    fn address(&mut self) -> Option<Address> {
        let place = self.typed.region("address").is_some();
        if !self.required && !place && self.typed.given("street").is_none() {
            return None;
        }
        let region = places::chosen(Kind::Address, "address", self.typed, self.means.reference)
            .map_err(|text| self.faults.push("address", text))
            .ok();
        let street = Line::parse(self.typed.text("street"), STREET, "详细地址")
            .map_err(|wrong| self.faults.push("street", wrong.to_string()))
            .ok();
        Some(Address { region: region?, street: street?.to_string() })
    }
}
