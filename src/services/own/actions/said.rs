//! What is on record or was filed, as JSON with the labels of the forms; nothing is masked, since it is the owner's.

use super::export::Album;
use crate::casework::{Amendment, Case, Filing, Matter, transfer_lines};
use crate::dossier::{Dossier, Draft, Identity, Line, Section, Value, changed_lines, lines};
use crate::reference::Reference;
use crate::tables::Record;
use crate::terms::RegionCode;
use serde_json::{Value as Json, json};

/// What the words of every part need.
pub(super) struct Scribe<'a> {
    pub(super) reference: &'a Reference,
    pub(super) album: &'a Album,
}

impl Scribe<'_> {
    pub(super) fn department(&self, code: RegionCode) -> Json {
        json!({ "code": code.to_string(), "name": self.reference.divisions().department_name(code) })
    }

    pub(super) fn identity(identity: &Identity) -> Json {
        json!({
            "姓名": identity.name.as_str(),
            "有效身份证件类型": identity.document.kind().label(),
            "有效身份证件号码": identity.document.number(),
            "手机号码": identity.phone.as_str(),
        })
    }

    pub(super) fn draft(&self, draft: &Draft, identity: &Identity) -> Json {
        lines(draft, identity, self.reference).iter().map(|section| self.section(section)).collect()
    }

    fn dossier(&self, dossier: &Dossier) -> Json {
        self.draft(&dossier.clone().reopened(), &dossier.identity)
    }

    pub(super) fn record(&self, record: &Record) -> Json {
        json!({
            "version": record.number(),
            "approved": record.approved.to_string(),
            "authority": self.department(record.authority),
            "sections": self.dossier(&record.dossier),
        })
    }

    pub(super) fn section(&self, section: &Section) -> Json {
        json!({ "title": section.title, "lines": self.lines(&section.lines) })
    }

    fn lines(&self, lines: &[Line]) -> Json {
        lines.iter().map(|line| self.line(line)).collect()
    }

    fn line(&self, line: &Line) -> Json {
        let (kind, value) = match &line.value {
            Value::Text(text) => ("value", Json::from(text.as_str())),
            Value::Secret { full, .. } => ("value", Json::from(full.as_str())),
            Value::Picture(file) => ("picture", Json::from(self.album.name_of(file))),
            Value::Missing => ("value", Json::Null),
        };
        json!({ "field": line.key, "label": line.label, kind: value })
    }

    /// One case with every round.
    pub(super) fn case(&self, case: &Case, filings: &[Filing]) -> Json {
        let history = case.history.iter();
        let history =
            history.map(|line| json!({ "at": line.at.to_string(), "who": line.who, "what": line.what }));
        json!({
            "number": case.number.to_string(),
            "kind": case.kind.label(),
            "authority": self.department(case.authority),
            "state": case.state_label(),
            "filed": case.filed.to_string(),
            "due": case.due.to_string(),
            "decided": case.decided.map(|at| at.to_string()),
            "history": history.collect::<Json>(),
            "rounds": filings.iter().map(|filing| self.filing(filing)).collect::<Json>(),
        })
    }

    fn filing(&self, filing: &Filing) -> Json {
        let answers = filing.answers.iter();
        let answers = answers.map(|remark| json!({ "field": remark.field, "text": remark.text }));
        let pictures = filing.matter.files();
        json!({
            "filed": filing.at.to_string(),
            "identity": Self::identity(filing.matter.identity()),
            "matter": self.matter(&filing.matter),
            "pictures": pictures.iter().filter_map(|file| self.album.name_of(file)).collect::<Json>(),
            "answers_to_the_round_before": answers.collect::<Json>(),
        })
    }

    fn matter(&self, matter: &Matter) -> Json {
        match matter {
            Matter::Verify(papers) => json!({ "所在省市": self.department(papers.region) }),
            Matter::Collect(dossier) => json!({ "sections": self.dossier(dossier) }),
            Matter::Change(amendment) | Matter::Title(amendment) => self.amendment(amendment),
            Matter::Correct(correction) => {
                let mut said = self.amendment(&correction.amendment);
                said["更正原因"] = correction.reason.as_str().into();
                said
            }
            Matter::Transfer(transfer) => {
                json!({ "lines": self.lines(&transfer_lines(transfer, self.reference)) })
            }
        }
    }

    fn amendment(&self, amendment: &Amendment) -> Json {
        let [before, after] = changed_lines(&amendment.change, &amendment.identity, self.reference);
        json!({
            "type": amendment.change.change_type().label(),
            "before": self.lines(&before),
            "after": self.lines(&after),
        })
    }
}
