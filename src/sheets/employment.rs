//! 工作经历: reading and drawing the form of one job (spec 1.9).

mod fields;
pub(super) mod rows;

use super::reader::{Entry, Reader, confirms, set_day, set_period, set_picture};
use super::{Recorded, Sheet};
use crate::dossier::{Employment, EmploymentFiles, Experience, Position};
use crate::reference::Dictionary;
use crate::terms::{CreditCode, FileId, ItemId, Period, RegionCode, Telephone};
use crate::ui::Faults;
use crate::web::photos::Limits;
use crate::web::places::{self, Kind};
use crate::web::{Meaning, Means, Slot, Typed};
use maud::Markup;

/// The slots for photographs.
const SLOTS: [Slot; 3] = [
    slot("licence", "employment.licence", "统一社会信用代码证"),
    slot("proof", "employment.proof", "劳动合同、工作证明或社会保险缴纳证明"),
    slot("appointment", "employment.appointment", "会计专业职务聘任文件或证明"),
];

const fn slot(field: &'static str, purpose: &'static str, label: &'static str) -> Slot {
    Slot { field, purpose, label, limits: Limits::PAPER }
}

impl Recorded for Employment {
    type Entry = Job;
    const SLOTS: &'static [Slot] = &SLOTS;
    const WORD: &'static str = "工作经历";

    fn blank() -> Typed {
        Typed::empty()
    }

    fn filled(&self) -> Typed {
        filled(self)
    }

    fn rearranges(typed: &mut Typed) -> bool {
        rows::rearrange(typed)
    }

    fn fields(sheet: &Sheet<'_>) -> Markup {
        fields::fields(sheet)
    }
}

/// Everything of a job but its id and pictures.
#[derive(Clone, Debug)]
pub struct Job {
    period: Period,
    employer: String,
    credit_code: CreditCode,
    code_confirmed: bool,
    kind: String,
    industry: String,
    region: RegionCode,
    telephone: String,
    accounting: bool,
    experience: Vec<Experience>,
    position: Option<Position>,
}

impl Meaning for Job {
    fn read(typed: &Typed, means: &Means<'_>) -> Result<Self, Faults> {
        let mut reader = Reader::new(typed, means);
        let period = reader.period(["from", "to"], ["工作开始时间", "工作结束时间"]);
        let employer = reader.line("employer", "单位名称", 100);
        let credit_code = reader.take("credit_code", CreditCode::parse(typed.text("credit_code")));
        let kind = reader.entry("kind", Dictionary::UnitKind);
        let industry = reader.entry("industry", Dictionary::Industry);
        let place = places::chosen(Kind::Address, "region", typed, means.reference);
        let region = reader.take("region", place);
        let telephone = reader.take("telephone", Telephone::parse(typed.text("telephone")));
        let accounting = reader.yes_or_no("accounting", "是否有会计工作经历");
        let experience = rows::read(&mut reader);
        if accounting == Some(false) && rows::any(typed) {
            let text = "您选择了没有会计工作经历，但下面填写了会计工作经历；请选择是，或删除填写的各行。";
            reader.faults.push("accounting", text);
        }
        let position = position(&mut reader);
        let read = (|| {
            let credit_code = credit_code?;
            let code_confirmed = !credit_code.check_matches() && confirms(typed, &credit_code);
            Some(Job {
                period: period?,
                employer: employer?,
                credit_code,
                code_confirmed,
                kind: kind?,
                industry: industry?,
                region: region?,
                telephone: telephone?.to_string(),
                accounting: accounting?,
                experience: experience?,
                position: position?,
            })
        })();
        reader.end(read)
    }
}

fn position(reader: &mut Reader<'_>) -> Option<Option<Position>> {
    let dated = ["qualified", "appointed"].map(|field| reader.typed.date(field).is_some());
    if reader.typed.given("position").is_none() {
        if dated.contains(&true) {
            let text = "您填写了资格取得或聘任时间，请选择会计专业职务；没有担任的，请把这两个时间清空。";
            reader.faults.push("position", text);
        }
        return Some(None);
    }
    let position = reader.entry("position", Dictionary::AccountingPosition);
    let qualified = reader.day("qualified", "资格取得时间");
    let appointed = reader.day("appointed", "会计专业职务聘任时间");
    Some(Some(Position { position: position?, appointed: appointed?, qualified: qualified? }))
}

impl Entry for Job {
    type Record = Employment;

    fn record(self, id: ItemId, picture: impl Fn(&str) -> Option<FileId>) -> Employment {
        Employment {
            id,
            period: self.period,
            employer: self.employer,
            credit_code: self.credit_code,
            code_confirmed: self.code_confirmed,
            kind: self.kind,
            industry: self.industry,
            region: self.region,
            telephone: self.telephone,
            experience: self.experience,
            position: self.position,
            files: EmploymentFiles {
                licence: picture("licence"),
                proof: picture("proof"),
                appointment: picture("appointment"),
            },
            accounting: self.accounting,
            past: None,
        }
    }
}

/// The form filled with a stored job.
fn filled(job: &Employment) -> Typed {
    let text = |text: &str| text.to_string();
    let mut typed = Typed::from_pairs([
        ("employer", text(&job.employer)),
        ("credit_code", job.credit_code.to_string()),
        ("kind", text(&job.kind)),
        ("industry", text(&job.industry)),
        ("telephone", text(&job.telephone)),
        ("accounting", text(if job.accounting { "yes" } else { "no" })),
    ]);
    if job.code_confirmed {
        typed.set("code_confirmed", "true");
        typed.set("code_shown", job.credit_code.to_string());
    }
    set_period(&mut typed, ["from", "to"], &job.period);
    places::set(&mut typed, "region", &job.region);
    rows::fill(&mut typed, &job.experience);
    if let Some(held) = &job.position {
        typed.set("position", held.position.clone());
        set_day(&mut typed, "qualified", held.qualified);
        set_day(&mut typed, "appointed", held.appointed);
    }
    set_picture(&mut typed, "licence", job.files.licence);
    set_picture(&mut typed, "proof", job.files.proof);
    set_picture(&mut typed, "appointment", job.files.appointment);
    typed
}
