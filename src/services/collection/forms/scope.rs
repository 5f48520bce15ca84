//! 采集范围 and the certificate that two of the scopes rest on (spec 1.6, 2.1).

use super::{is_for_later, picture};
use crate::dossier::{Certificate, Draft, Identity, Scope, Step};
use crate::services::collection::actions::Answers;
use crate::sheets::{set_day, set_picture};
use crate::terms::{Day, FileId, Line};
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed};

/// The most characters of a certificate's name or number.
const LONGEST: usize = 60;

/// The scope chosen, with its certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeForm {
    scope: Option<Scope>,
    certificate: Option<Certificate>,
}

impl ScopeForm {
    /// The form as the draft fills it.
    pub fn typed(draft: &Draft) -> Typed {
        let mut typed = Typed::empty();
        if let Some(scope) = draft.scope {
            typed.set("scope", scope.code().to_string());
        }
        if let Some(shown) = &draft.certificate {
            typed.set("certificate_name", &shown.name);
            typed.set("certificate_number", &shown.number);
            set_day(&mut typed, "certificate_obtained", shown.obtained);
            set_picture(&mut typed, "certificate", shown.picture);
        }
        typed
    }
}

impl Answers for ScopeForm {
    const STEP: Step = Step::Scope;

    fn write(&self, draft: &mut Draft, _: &Identity) {
        draft.scope = self.scope;
        draft.certificate.clone_from(&self.certificate);
    }
}

impl Meaning for ScopeForm {
    fn read(typed: &Typed, means: &Means<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let later = is_for_later(typed);
        let scope = typed.given("scope").and_then(Scope::from_code);
        if scope.is_none() && (typed.has("scope") || !later) {
            faults.push("scope", "请在五项中选择一项采集范围。");
        }
        let picture = picture(typed, "certificate");
        let due = scope.is_some_and(Scope::needs_certificate);
        let certificate = if due || scope.is_none() {
            certificate(typed, means.today, due && !later, picture, &mut faults)
        } else {
            None
        };
        if due && !later && picture.is_none() {
            faults.push("certificate", "请上传资格证书原件照片。");
        }
        if faults.is_empty() { Ok(ScopeForm { scope, certificate }) } else { Err(faults) }
    }
}

/// The certificate; one that was begun has to be written down whole.
fn certificate(
    typed: &Typed,
    today: Day,
    required: bool,
    picture: Option<FileId>,
    faults: &mut Faults,
) -> Option<Certificate> {
    let date = typed.date("certificate_obtained");
    let begun = typed.given("certificate_name").or(typed.given("certificate_number")).is_some();
    if !required && !begun && date.is_none() && picture.is_none() {
        return None;
    }
    let mut line = |field: &str, what: &str| {
        Line::parse(typed.text(field), LONGEST, what)
            .map_err(|wrong| faults.push(field, wrong.to_string()))
            .ok()
            .map(|line| line.to_string())
    };
    let name = line("certificate_name", "资格证书名称");
    let number = line("certificate_number", "证书编号");
    let obtained = obtained(date, today).map_err(|text| faults.push("certificate_obtained", text)).ok();
    Some(Certificate { name: name?, number: number?, obtained: obtained?, picture })
}

fn obtained(typed: Option<String>, today: Day) -> Result<Day, String> {
    let typed = typed.ok_or("请填写取得时间，它印在证书上。")?;
    let day = Day::parse(&typed).map_err(|wrong| wrong.to_string())?;
    if day > today {
        Err("取得时间不能晚于今天，请核对证书上的日期。".into())
    } else {
        Ok(day)
    }
}
