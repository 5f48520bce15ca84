//! 其他专业技术人员职业资格: reading and drawing the form of one licence (spec 1.17). 资格类型 is chosen first; its entry in the
//! dictionary tells whether 资格级别 is asked for.

use super::reader::{Entry, Reader, set_day, set_picture};
use super::sheet::ASKED;
use super::{Recorded, Sheet};
use crate::dossier::Licence;
use crate::reference::{Dictionary, Reference};
use crate::terms::{Day, FileId, ItemId};
use crate::ui::{Choice, Faults, Radios};
use crate::web::photos::Limits;
use crate::web::{Meaning, Means, Slot, Typed};
use maud::{Markup, html};

/// The group of the kinds that have levels.
const WITH_LEVELS: &str = "分级别";

const SLOTS: [Slot; 1] =
    [Slot { field: "picture", purpose: "licence.picture", label: "资格证书", limits: Limits::PAPER }];

/// Whether 资格级别 is asked for this kind; none where no kind is chosen.
fn levelled(kind: &str, reference: &Reference) -> Option<bool> {
    let kinds = reference.dictionary(Dictionary::LicenceKind);
    let entry = kinds.entry(kind).filter(|entry| !entry.retired)?;
    Some(entry.group.as_deref() == Some(WITH_LEVELS))
}

impl Recorded for Licence {
    type Entry = Certified;
    const SLOTS: &'static [Slot] = &SLOTS;
    const WORD: &'static str = "其他专业技术人员职业资格";

    fn blank() -> Typed {
        Typed::empty()
    }

    fn filled(&self) -> Typed {
        let mut typed = Typed::from_pairs([
            ("kind", self.kind.clone()),
            ("level", self.level.clone().unwrap_or_default()),
            ("number", self.number.clone()),
            ("issuer", self.issuer.clone()),
        ]);
        set_day(&mut typed, "obtained", self.obtained);
        set_picture(&mut typed, "picture", self.picture);
        typed
    }

    fn rearranges(typed: &mut Typed) -> bool {
        typed.given("kind").is_some_and(|kind| kind != typed.text("kind_shown"))
    }

    fn fields(sheet: &Sheet<'_>) -> Markup {
        fields(sheet)
    }
}

/// Everything of a licence but its id and picture.
#[derive(Clone, Debug)]
pub struct Certified {
    kind: String,
    level: Option<String>,
    number: String,
    obtained: Day,
    issuer: String,
}

impl Meaning for Certified {
    fn read(typed: &Typed, means: &Means<'_>) -> Result<Self, Faults> {
        let mut reader = Reader::new(typed, means);
        let Some(kind) = reader.entry("kind", Dictionary::LicenceKind) else { return reader.end(None) };
        // A level that was typed for another kind means nothing for this one.
        let level = match levelled(&kind, means.reference) {
            Some(true) => reader.entry("level", Dictionary::LicenceLevel).map(Some),
            Some(false) | None => Some(None),
        };
        let number = reader.line("number", "资格证书编号", 40);
        let obtained = reader.day("obtained", "取得时间");
        let issuer = reader.line("issuer", "发证机关", 100);
        let read = (|| {
            Some(Certified { kind, level: level?, number: number?, obtained: obtained?, issuer: issuer? })
        })();
        reader.end(read)
    }
}

impl Entry for Certified {
    type Record = Licence;

    fn record(self, id: ItemId, picture: impl Fn(&str) -> Option<FileId>) -> Licence {
        Licence {
            id,
            kind: self.kind,
            level: self.level,
            number: self.number,
            obtained: self.obtained,
            issuer: self.issuer,
            picture: picture("picture"),
        }
    }
}

fn fields(sheet: &Sheet<'_>) -> Markup {
    let kind = sheet.typed.text("kind");
    let levelled = levelled(kind, sheet.reference);
    let kinds = sheet.reference.dictionary(Dictionary::LicenceKind);
    let kinds = kinds
        .entries()
        .iter()
        .filter(|entry| !entry.retired)
        .map(|entry| Choice::new(&entry.code, &entry.label));
    html! {
        input type="hidden" name="kind_shown" value=(kind);
        (Radios::new("kind", "资格类型", kinds).chosen(kind).faults(sheet.faults)
            .redraws(&sheet.action, format!("#{ASKED}")))
        @if let Some(levelled) = levelled {
            @if levelled { (sheet.select("level", "资格级别", Dictionary::LicenceLevel)) }
            (sheet.line("number", "资格证书编号").maxlength(40).width(24).hint("印在资格证书上。"))
            (sheet.date("obtained", "取得时间").hint("见证书上的批准日期，例如 2016 年 3 月 1 日。"))
            (sheet.line("issuer", "发证机关").maxlength(100))
            (sheet.paper("picture", "资格证书", "请上传资格证书原件照片；有多张的一次选中，合并为一张。"))
        }
    }
}
