//! 注册信息: what was typed, and what is wrong with it (spec 1.1, 3.1, 6).

use crate::dossier::Identity;
use crate::terms::{Document, DocumentKind, Password, PersonName, Phone};
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed, passwords};

/// A complete registration, whose code has yet to be entered.
#[derive(Clone, Debug)]
pub struct Registration {
    /// Document, name and phone.
    pub identity: Identity,
    /// The password chosen.
    pub password: Password,
    /// The digits of the SMS code.
    pub code: String,
}

impl Meaning for Registration {
    fn read(typed: &Typed, means: &Means<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let kind = keep(&mut faults, "kind", DocumentKind::parse(typed.text("kind")));
        let document = document(typed, kind, means, &mut faults);
        let name = keep(&mut faults, "name", PersonName::parse(typed.text("name")));
        let password = passwords::chosen(typed, "密码", &mut faults);
        let phone = keep(&mut faults, "phone", Phone::parse(typed.text("phone")));
        let code = passwords::code_of(typed, "code", &mut faults);
        if !typed.has("agree") {
            faults.push("agree", "请阅读隐私说明，并勾选“我已阅读并同意隐私说明”。");
        }
        match (document, name, password, phone, code) {
            (Some(document), Some(name), Some(password), Some(phone), Some(code)) if faults.is_empty() => {
                Ok(Registration { identity: Identity { document, name, phone }, password, code })
            }
            _ => Err(faults),
        }
    }
}

/// The phone that a code is asked for; the rest of the form may still be empty.
pub fn phone(typed: &Typed) -> Result<Phone, Faults> {
    let mut faults = Faults::new();
    keep(&mut faults, "phone", Phone::parse(typed.text("phone"))).ok_or(faults)
}

/// Which button of the form was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// 免费获取验证码.
    SendCode,
    /// 生僻字: open at this page of what is searched.
    Characters(usize),
    /// Put the search for characters away.
    CloseCharacters,
    /// 注册.
    Register,
}

/// What the pressed button asks for; a picked character has been put behind the name.
pub fn wish(typed: &mut Typed) -> Wish {
    let number = |text: &str| text.parse().unwrap_or(0);
    if typed.has("send") {
        return Wish::SendCode;
    }
    if let Some(page) = typed.given("turn") {
        return Wish::Characters(number(page));
    }
    if let Some(picked) = typed.given("append") {
        let longer = format!("{}{picked}", typed.text("name").trim());
        typed.set("name", longer);
        return Wish::Characters(number(typed.text("picker.page")));
    }
    match typed.text("choose") {
        "characters" => Wish::Characters(0),
        "close" => Wish::CloseCharacters,
        // Enter in the search box presses the form's own button.
        _ if typed.has("find") || typed.text("picker.query") != typed.text("picker.searched") => {
            Wish::Characters(0)
        }
        _ => Wish::Register,
    }
}

fn document(
    typed: &Typed,
    kind: Option<DocumentKind>,
    means: &Means<'_>,
    faults: &mut Faults,
) -> Option<Document> {
    if typed.given("number").is_none() {
        faults.push("number", "请输入证件号码。");
        return None;
    }
    let document = Document::parse_on(kind?, typed.text("number"), means.today);
    keep(faults, "number", document)
}

fn keep<T>(faults: &mut Faults, field: &str, read: Result<T, crate::terms::Wrong>) -> Option<T> {
    read.map_err(|wrong| faults.push(field, wrong.as_str())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{Profile, Reference};
    use crate::terms::Day;

    fn typed() -> Typed {
        Typed::from_pairs(
            [
                ("kind", "1"),
                ("number", "11010519491231002x"),
                ("name", "王䶮瓘"),
                ("password", "Kj#2026-qing"),
                ("confirm", "Kj#2026-qing"),
                ("phone", "+86 139 0000 1111"),
                ("code", "１２３ ４５６"),
                ("agree", "true"),
            ]
            .map(|(name, value)| (name, value.to_string())),
        )
    }

    fn read(typed: &Typed) -> Result<Registration, Faults> {
        let reference = Reference::load(Profile::Demo).unwrap();
        Registration::read(typed, &Means { reference: &reference, today: Day::new(2026, 11, 23).unwrap() })
    }

    #[test]
    fn what_input_methods_do_to_numbers_is_undone() {
        let meant = read(&typed()).unwrap();
        assert_eq!(meant.identity.document.number(), "11010519491231002X");
        assert_eq!(meant.identity.phone.as_str(), "13900001111");
        assert_eq!(meant.code, "123456");
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let cases = [
            ("kind", "9", "kind"),
            ("number", "110105194912310021", "number"),
            ("number", "110105491231002", "number"),
            ("number", "110105194902300025", "number"),
            ("number", "", "number"),
            ("name", "张3", "name"),
            ("password", "Ab1#xyz", "password"),
            ("password", "Ab1#5678901234567", "password"),
            ("password", "ab1#56789", "password"),
            ("password", "Aa123456!", "password"),
            ("password", "Xy#1111zz", "password"),
            ("confirm", "Kj#2026-Qing", "confirm"),
            ("phone", "12900001111", "phone"),
            ("code", "12345", "code"),
            ("agree", "", "agree"),
        ];
        for (field, value, faulty) in cases {
            let mut typed = typed();
            if field == "agree" {
                typed.forget("agree");
            } else {
                typed.set(field, value);
            }
            if field == "password" {
                typed.set("confirm", value);
            }
            let faults = read(&typed).unwrap_err();
            let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
            assert_eq!(fields, [faulty], "{field} {value}");
        }
    }

    #[test]
    fn enter_in_the_search_box_searches_and_does_not_register() {
        let with = |query: &str| {
            Typed::from_pairs([("picker.query", query.into()), ("picker.searched", "yan".into())])
        };
        assert_eq!(wish(&mut with("dí")), Wish::Characters(0));
        assert_eq!(wish(&mut with("yan")), Wish::Register);
        assert_eq!(wish(&mut Typed::empty()), Wish::Register);
    }

    #[test]
    fn a_picked_character_stands_behind_the_name_and_the_page_stays() {
        let pairs = [("name", "王 ".into()), ("append", "䶮".into()), ("picker.page", "2".into())];
        let mut typed = Typed::from_pairs(pairs);
        assert_eq!(wish(&mut typed), Wish::Characters(2));
        assert_eq!(typed.text("name"), "王䶮");
    }

    #[test]
    fn an_empty_form_names_every_field_once() {
        let faults = read(&Typed::empty()).unwrap_err();
        assert_eq!(faults.len(), 7, "{faults:?}");
    }
}
