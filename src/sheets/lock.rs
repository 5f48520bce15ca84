//! 红框内容无法编辑: what an imported row fixes in its form (spec 1.8(1), 1.9(1)).
//!
//! Always holds: a fact that was approved elsewhere and can stand in a record is locked, so whatever is posted for it
//! counts for nothing; one that cannot stand there, such as a credit code that breaks GB 32100, is told beside its field.

use super::employment::rows;
use super::reader::{EARLIEST_YEAR, field_of, set_day};
use crate::dossier::{
    Education, Employment, Ending, Experience, Imported, Line, PastEducation, PastEmployment, PastLines,
    Position, Value,
};
use crate::reference::{Dictionary, Reference};
use crate::terms::{self, Day, Telephone};
use crate::ui;
use crate::web::Typed;
use crate::web::places::{self, Kind};
use maud::{Markup, html};

/// What is locked in a form, and what is only told beside its field.
#[derive(Clone, Debug)]
pub struct Lock {
    typed: Typed,
    facts: Vec<Line>,
    told: Vec<Line>,
}

/// The field under whose name the parts of a form are locked together.
fn group(name: &str) -> &str {
    match name.split('.').next().unwrap_or(name) {
        "row" | "rows" | "accounting" => "experience",
        "code_confirmed" | "code_shown" => "credit_code",
        "qualified" | "appointed" => "position",
        first => first,
    }
}

impl Lock {
    fn of(past: &impl PastLines, typed: Typed, reference: &Reference) -> Lock {
        let known = past.lines(reference).into_iter().filter(|line| line.value != Value::Missing);
        let fixed = |line: &Line| typed.names().any(|name| group(name) == group(field_of(&line.key)));
        let (facts, told) = known.partition(fixed);
        Lock { typed, facts, told }
    }

    /// Whether this field is locked.
    pub fn fixes(&self, name: &str) -> bool {
        self.typed.names().any(|fixed| group(fixed) == group(name))
    }

    /// What stood in this field where it could not be taken over.
    pub fn told(&self, name: &str) -> Option<&str> {
        self.told.iter().find(|line| field_of(&line.key) == name).map(|line| line.value.public())
    }

    /// Puts the locked facts in place of whatever was typed for them.
    pub fn hold(&self, typed: &mut Typed) {
        let posted: Vec<String> = typed.names().filter(|name| self.fixes(name)).map(String::from).collect();
        posted.iter().for_each(|name| typed.forget(name));
        for name in self.typed.names() {
            typed.set(name, self.typed.text(name));
        }
    }

    /// The locked facts in their red frame.
    pub fn drawn(&self) -> Markup {
        let mut ids: Vec<&str> = Vec::new();
        let rows = self.facts.iter().map(|line| {
            let field = field_of(&line.key);
            let first = !ids.contains(&field);
            ids.push(field);
            (first.then_some(field), line)
        });
        let rows: Vec<_> = rows.collect();
        html! {
            @if !rows.is_empty() {
                section.locked aria-labelledby="locked" {
                    h2.card-title id="locked" { (ui::icon("lock")) "原平台已审核的内容（红框内容无法编辑）" }
                    dl.summary { @for (id, line) in rows {
                        // A fault about a locked fact leads here.
                        div id=[id] tabindex=[id.map(|_| "-1")] { dt { (line.label) } dd { (line.value.public()) } }
                    } }
                    p.hint { "内容有误的，请返回列表删除这一条，再重新新增。" }
                }
            }
        }
    }
}

/// A record whose form an imported row locks.
pub trait Locked: Imported<Past: PastLines> {
    /// What this row fixes in the form.
    fn lock(past: &Self::Past, reference: &Reference, today: Day) -> Lock;
}

struct Taking<'a> {
    typed: Typed,
    reference: &'a Reference,
    today: Day,
}

impl Taking<'_> {
    fn line(&mut self, field: &str, most: usize, text: Option<&String>) {
        if let Some(line) = text.and_then(|text| terms::Line::parse(text, most, "").ok()) {
            self.typed.set(field, line.to_string());
        }
    }

    fn entry(&mut self, field: &str, dictionary: Dictionary, code: Option<&String>) {
        if let Some(code) = code.filter(|code| self.reference.dictionary(dictionary).contains(code)) {
            self.typed.set(field, code.clone());
        }
    }

    fn is_sound(&self, day: Day) -> bool {
        day <= self.today && day.year() >= EARLIEST_YEAR
    }

    /// The two ends of a period, each as far as it is known; an end before its beginning is asked for anew.
    fn period(&mut self, from: Option<Day>, to: Option<Ending>) {
        if let Some(from) = from.filter(|from| self.is_sound(*from)) {
            set_day(&mut self.typed, "from", from);
        }
        match to {
            Some(Ending::Open) => self.typed.set("to.open", "true"),
            Some(Ending::On(day)) if self.is_sound(day) && from.is_none_or(|from| from <= day) => {
                set_day(&mut self.typed, "to", day);
            }
            Some(Ending::On(_)) | None => {}
        }
    }

    fn experience(&mut self, all: &[Experience]) {
        let known = |one: &Experience| {
            let ends = [Some(one.period.from()), one.period.to()];
            self.reference.dictionary(Dictionary::AccountingRank).contains(&one.rank)
                && self.reference.dictionary(Dictionary::AccountingPost).contains(&one.post)
                && ends.into_iter().flatten().all(|day| self.is_sound(day))
        };
        if !all.is_empty() && all.iter().all(known) {
            rows::fill(&mut self.typed, all);
            self.typed.set("accounting", "yes");
        }
    }

    fn position(&mut self, held: Option<&Position>) {
        let Some(held) = held else { return };
        let known = self.reference.dictionary(Dictionary::AccountingPosition).contains(&held.position);
        if known && self.is_sound(held.qualified) && self.is_sound(held.appointed) {
            self.typed.set("position", held.position.clone());
            set_day(&mut self.typed, "qualified", held.qualified);
            set_day(&mut self.typed, "appointed", held.appointed);
        }
    }
}

impl Locked for Education {
    fn lock(past: &PastEducation, reference: &Reference, today: Day) -> Lock {
        let mut taking = Taking { typed: Typed::empty(), reference, today };
        taking.entry("mode", Dictionary::TrainingMode, past.mode.as_ref());
        taking.line("school", 100, past.school.as_ref());
        taking.entry("level", Dictionary::EducationLevel, past.level.as_ref());
        taking.entry("degree", Dictionary::Degree, past.degree.as_ref());
        taking.line("major", 60, past.major.as_ref());
        taking.period(past.from, past.to);
        taking.line("diploma_number", 40, past.diploma_number.as_ref());
        taking.line("degree_number", 40, past.degree_number.as_ref());
        Lock::of(past, taking.typed, reference)
    }
}

impl Locked for Employment {
    fn lock(past: &PastEmployment, reference: &Reference, today: Day) -> Lock {
        let mut taking = Taking { typed: Typed::empty(), reference, today };
        taking.period(past.from, past.to);
        taking.line("employer", 100, past.employer.as_ref());
        if let Some(code) = past.valid_code() {
            // What was approved with a check character that does not fit was looked at there.
            if !code.check_matches() {
                taking.typed.set("code_confirmed", "true");
                taking.typed.set("code_shown", code.to_string());
            }
            taking.typed.set("credit_code", code.to_string());
        }
        taking.entry("kind", Dictionary::UnitKind, past.kind.as_ref());
        taking.entry("industry", Dictionary::Industry, past.industry.as_ref());
        if let Some(region) = &past.region {
            let mut typed = Typed::empty();
            places::set(&mut typed, "region", region);
            if places::chosen(Kind::Address, "region", &typed, reference).is_ok() {
                places::set(&mut taking.typed, "region", region);
            }
        }
        if let Some(number) = past.telephone.as_ref().and_then(|text| Telephone::parse(text).ok()) {
            taking.typed.set("telephone", number.to_string());
        }
        taking.experience(&past.experience);
        taking.position(past.position.as_ref());
        Lock::of(past, taking.typed, reference)
    }
}
