//! What a proof can say about a job.

use crate::dossier::{Employment, Identity};
use crate::terms::{Day, Period};

/// Which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 工作证明.
    Employment,
    /// 工作经历证明, one sheet a period of accounting work.
    Experience,
    /// 社保缴费证明, which the insurer prints; only explained here.
    Insurance,
}

impl Kind {
    /// The kind of an address.
    pub fn from_word(word: &str) -> Option<Kind> {
        match word {
            "employment" => Some(Kind::Employment),
            "experience" => Some(Kind::Experience),
            "insurance" => Some(Kind::Insurance),
            _ => None,
        }
    }

    /// The paper's name.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Employment => "工作证明",
            Kind::Experience => "工作经历证明",
            Kind::Insurance => "社保缴费证明说明",
        }
    }
}

/// What one sheet says; what is missing is left to be written by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whose work is proven.
    pub name: Option<String>,
    /// What the number is called, such as 身份证号.
    pub number_label: String,
    /// The whole document number: the owner prints it.
    pub number: Option<String>,
    /// Since when in this unit.
    pub since: Option<Day>,
    /// The accounting work of this sheet.
    pub accounting: Option<Period>,
    /// Whether a sentence about accounting work belongs on it.
    pub tells_accounting: bool,
    /// The unit's telephone.
    pub telephone: Option<String>,
    /// The unit.
    pub employer: Option<String>,
}

const RESIDENT: &str = "身份证号";

/// A sheet to be filled in by hand.
pub fn blank() -> Facts {
    Facts { number_label: RESIDENT.into(), tells_accounting: true, ..Facts::default() }
}

fn known(identity: &Identity, job: &Employment) -> Facts {
    let document = &identity.document;
    let resident = document.resident().is_some();
    Facts {
        name: Some(identity.name.to_string()),
        number_label: if resident { RESIDENT.into() } else { format!("{}号码", document.kind().label()) },
        number: Some(document.number().to_string()),
        since: Some(job.period.from()),
        accounting: None,
        tells_accounting: false,
        telephone: Some(job.telephone.clone()),
        employer: Some(job.employer.clone()),
    }
}

/// 工作证明: it tells of accounting work itself only where one period says all (the guide's note, spec 1.9).
pub fn employment(identity: &Identity, job: &Employment) -> Facts {
    let accounting = match job.experience.as_slice() {
        [only] => Some(only.period),
        _ => None,
    };
    Facts { accounting, tells_accounting: accounting.is_some(), ..known(identity, job) }
}

/// 工作经历证明: one for every period of accounting work.
pub fn experience(identity: &Identity, job: &Employment) -> Vec<Facts> {
    let sheet = |period| Facts { accounting: Some(period), tells_accounting: true, ..known(identity, job) };
    job.experience.iter().map(|one| sheet(one.period)).collect()
}
