//! 调转申请: the reason, then its own fields (spec 1.15).

use crate::casework::{NewJob, NewSchool, Reason, Transfer};
use crate::reference::Dictionary;
use crate::sheets::{Reader, confirms, set_day, set_picture};
use crate::terms::{CreditCode, Day, RegionCode, Telephone};
use crate::ui::Faults;
use crate::web::places::{self, Kind};
use crate::web::{Meaning, Means, Typed};

/// The most characters of 转入户籍所在地或居住地.
pub const RESIDENCE: usize = 100;

/// The fields of each reason; what is typed for one stays while another is looked at.
const FIELDS: [(&str, &[&str]); 3] = [
    (
        "work",
        &[
            "employer",
            "credit_code",
            "code_shown",
            "code_confirmed",
            "kind",
            "industry",
            "region",
            "telephone",
            "job_from",
        ],
    ),
    ("study", &["school", "major", "mode", "school_from"]),
    ("residence", &["residence"]),
];

/// What the form asks for, without its picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// 调入会计管理机构.
    pub to: RegionCode,
    /// 调转原因 with its fields.
    pub reason: Reason,
}

/// The reason chosen, if it is one.
pub fn reason(typed: &Typed) -> Option<&'static str> {
    Reason::WORDS.into_iter().find(|word| *word == typed.text("reason"))
}

/// Whether the form that was sent showed the fields of another reason than the one chosen, or of none.
pub fn shows_another_reason(typed: &Typed) -> bool {
    reason(typed).is_some_and(|reason| reason != typed.text("reason_shown"))
}

/// Whether the field belongs to another reason than this one.
pub fn is_of_another_reason(name: &str, reason: &str) -> bool {
    let field = name.split('.').next().unwrap_or(name);
    FIELDS.iter().any(|(word, fields)| *word != reason && fields.contains(&field))
}

/// The form filled with what was asked before.
pub fn filled(transfer: &Transfer) -> Typed {
    let mut typed = Typed::from_pairs([("reason", transfer.reason.word().to_string())]);
    choose_department(&mut typed, transfer.to);
    set_picture(&mut typed, "proof", Some(transfer.proof));
    match &transfer.reason {
        Reason::Work(job) => {
            typed.set("employer", job.employer.clone());
            typed.set("credit_code", job.credit_code.to_string());
            typed.set("kind", job.kind.clone());
            typed.set("industry", job.industry.clone());
            typed.set("telephone", job.telephone.clone().unwrap_or_default());
            places::set(&mut typed, "region", &job.region);
            set_day(&mut typed, "job_from", job.from);
            if job.code_confirmed {
                typed.set("code_confirmed", "true");
                typed.set("code_shown", job.credit_code.to_string());
            }
        }
        Reason::Study(school) => {
            typed.set("school", school.school.clone());
            typed.set("major", school.major.clone().unwrap_or_default());
            typed.set("mode", school.mode.clone().unwrap_or_default());
            set_day(&mut typed, "school_from", school.from);
        }
        Reason::Residence(place) => typed.set("residence", place.clone()),
    }
    typed
}

/// Chooses a department in the three lists; 省本级 and 市直属 stand in the last list that offers them.
fn choose_department(typed: &mut Typed, code: RegionCode) {
    typed.set("to.province", code.province().to_string());
    typed.set("to.city", code.prefecture().unwrap_or(code).to_string());
    if code.prefecture().is_some() {
        typed.set("to.county", code.to_string());
    }
}

impl Meaning for Filled {
    fn read(typed: &Typed, means: &Means<'_>) -> Result<Self, Faults> {
        let mut reader = Reader::new(typed, means);
        let chosen = reason(typed);
        if chosen.is_none() {
            reader.faults.push("reason", "请选择调转原因。");
        }
        let place = places::chosen(Kind::Authority, "to", typed, means.reference);
        let place = place.map_err(|_| "请依次选择调入会计管理机构的省份、地市和区县。");
        let to = reader.take("to", place);
        let reason = match chosen {
            Some("work") => job(&mut reader).map(Reason::Work),
            Some("study") => school(&mut reader).map(Reason::Study),
            Some(_) => reader.line("residence", "转入户籍所在地或居住地", RESIDENCE).map(Reason::Residence),
            None => None,
        };
        if chosen.is_some() && !typed.has("declared") {
            reader.faults.push("declared", "请确认并勾选承诺所提供信息真实有效，然后再提交。");
        }
        let read = (|| Some(Filled { to: to?, reason: reason? }))();
        reader.end(read)
    }
}

/// Whoever moves may begin a little later, but is not transferred years before.
fn begins(reader: &mut Reader<'_>, field: &str, what: &str) -> Option<Day> {
    let latest = reader.means().today.plus_years(1);
    reader.day_until(field, what, latest, "一年以后")
}

fn job(reader: &mut Reader<'_>) -> Option<NewJob> {
    let typed = reader.typed;
    let employer = reader.line("employer", "拟调入单位名称", 100);
    let credit_code = reader.take("credit_code", CreditCode::parse(typed.text("credit_code")));
    let doubted = credit_code.as_ref().filter(|code| !code.check_matches());
    let code_confirmed = doubted.is_some_and(|code| confirms(typed, code));
    if doubted.is_some() && !code_confirmed {
        let text = "统一社会信用代码的校验位不符，请核对；确认无误的请勾选确认。";
        reader.faults.push("credit_code", text);
    }
    let kind = reader.entry("kind", Dictionary::UnitKind);
    let industry = reader.entry("industry", Dictionary::Industry);
    let place = places::chosen(Kind::Address, "region", typed, reader.means().reference);
    let region = reader.take("region", place);
    let telephone = match typed.given("telephone") {
        None => Some(None),
        Some(text) => reader.take("telephone", Telephone::parse(text)).map(|one| Some(one.to_string())),
    };
    let from = begins(reader, "job_from", "拟调入单位工作开始时间");
    Some(NewJob {
        employer: employer?,
        credit_code: credit_code?,
        code_confirmed,
        kind: kind?,
        industry: industry?,
        region: region?,
        telephone: telephone?,
        from: from?,
    })
}

fn school(reader: &mut Reader<'_>) -> Option<NewSchool> {
    let school = reader.line("school", "拟入学校名称", 100);
    let major = reader.optional_line("major", "所学专业", 60);
    let mode = match reader.typed.given("mode") {
        None => Some(None),
        Some(_) => reader.entry("mode", Dictionary::TrainingMode).map(Some),
    };
    let from = begins(reader, "school_from", "入学时间");
    Some(NewSchool { school: school?, major: major?, mode: mode?, from: from? })
}
