//! What the house checks by itself before an officer looks (design 6; interface 5.3 review).
//!
//! A check never decides; it says what was compared and what came of it.

use super::amendment::Amendment;
use super::matter::Papers;
use super::transfer::{Reason, Transfer};
use crate::dossier::{Change, Dossier, Employment, change_faults};
use crate::terms::{Day, Document, DocumentKind, Period, RegionCode};

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Nothing to see.
    Fine,
    /// The officer should look.
    Look,
}

/// One check with what it compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What came of it.
    pub finding: Finding,
    /// What was compared with what, in words.
    pub text: String,
    /// The line it is about, if any.
    pub field: String,
}

fn check(fine: bool, field: &str, good: String, bad: String) -> Check {
    let finding = if fine { Finding::Fine } else { Finding::Look };
    Check { finding, field: field.into(), text: if fine { good } else { bad } }
}

fn document(document: &Document) -> Check {
    let kind = document.kind().label();
    let good = match document.kind() {
        DocumentKind::ResidentId => "证件号码的校验位、出生日期与号码规则相符（GB 11643）".to_string(),
        _ => format!("证件号码符合{kind}的编号规则"),
    };
    check(
        Document::parse(document.kind(), document.number()).is_ok(),
        "basics.document",
        good,
        format!("证件号码不符合{kind}的编号规则，请核对证件"),
    )
}

fn repeats(seen_elsewhere: usize) -> Check {
    let good = "上传的照片没有在其他人的材料中出现过".to_string();
    check(
        seen_elsewhere == 0,
        "",
        good,
        format!("有 {seen_elsewhere} 张照片与其他人的材料完全相同，请核对是否冒用"),
    )
}

/// Checks of an identity verification; `rivals` counts other accounts registered with the same number.
pub fn check_papers(papers: &Papers, rivals: usize, seen_elsewhere: usize) -> Vec<Check> {
    let alone = "没有其他账号使用同一证件号码".to_string();
    let contested = format!("另有 {rivals} 个未认证账号使用同一证件号码；通过后，那些账号将失去该号码");
    vec![
        document(&papers.identity.document),
        check(rivals == 0, "", alone, contested),
        repeats(seen_elsewhere),
    ]
}

/// Checks of a collection; `verified` says whether the identity on file is the verified one.
pub fn check_dossier(dossier: &Dossier, verified: bool, seen_elsewhere: usize, today: Day) -> Vec<Check> {
    let mut checks = vec![
        document(&dossier.identity.document),
        check(verified, "", "姓名和证件号码与实名认证一致".into(), "姓名或证件号码与实名认证不一致".into()),
        repeats(seen_elsewhere),
        locality(dossier),
    ];
    for (row, job) in dossier.employment.iter().enumerate() {
        checks.push(credit_code(&format!("第 {} 条工作经历", row + 1), job));
    }
    checks.extend(study_beside_work(dossier, today));
    checks
}

/// Checks of a change; `record` is what is on record now.
pub fn check_change(
    amendment: &Amendment,
    record: Option<&Dossier>,
    seen_elsewhere: usize,
    today: Day,
) -> Vec<Check> {
    let settled = record.and_then(|dossier| amendment.change.apply(dossier).ok());
    let fits =
        settled.as_ref().is_some_and(|dossier| change_faults(&amendment.change, dossier, today).is_empty());
    let mut checks = vec![
        check(
            settled.is_some(),
            "",
            "变更前的内容与现在登记的内容一致".into(),
            "登记的内容在提交之后有了变化，照此变更会覆盖新的内容，不能通过".into(),
        ),
        check(
            fits || settled.is_none(),
            "",
            "变更后与登记的其他内容没有矛盾".into(),
            "变更后与登记的其他内容矛盾（时间交叉或缺少材料），不能通过".into(),
        ),
        repeats(seen_elsewhere),
    ];
    if let Change::Employment { after: Some(job), .. } = &amendment.change {
        checks.push(credit_code("工作经历", job));
        let local = !job.is_current() || amendment.authority.contains(&job.region);
        checks.push(check(
            local,
            &job.key("region"),
            "工作单位在本会计管理部门的行政区划内，或者不是现工作单位".into(),
            "现工作单位不在本会计管理部门的行政区划内，请按属地原则核对".into(),
        ));
    }
    checks
}

/// The check of a corrected document number: `taken` by somebody verified, or registered by others who are not.
pub fn check_correction(number: &Document, taken: bool, others: usize) -> Check {
    if Document::parse(number.kind(), number.number()).is_err() {
        return document(number);
    }
    check(
        !taken && others == 0,
        "correction.document",
        "更正后的证件号码没有其他账号使用".into(),
        match taken {
            true => "更正后的证件号码已有其他账号通过实名认证，请先核实两个账号的材料".into(),
            false => format!("另有 {others} 个未认证账号使用更正后的证件号码；通过后，那些账号将失去该号码"),
        },
    )
}

/// Checks of a transfer; `authority` is where the record is now.
pub fn check_transfer(
    transfer: &Transfer,
    authority: Option<RegionCode>,
    seen_elsewhere: usize,
) -> Vec<Check> {
    let mut checks = vec![
        check(
            authority == Some(transfer.from),
            "transfer.from",
            "登记的会计管理部门就是调出地".into(),
            "登记的会计管理部门与申请中的调出地不一致，不能通过".into(),
        ),
        repeats(seen_elsewhere),
    ];
    if let Reason::Work(job) = &transfer.reason {
        let matches = job.credit_code.check_matches();
        checks.push(check(
            matches,
            "transfer.credit_code",
            "拟调入单位的统一社会信用代码校验位正确（GB 32100）".into(),
            "拟调入单位的统一社会信用代码校验位不符，本人已确认无误，请对照证明材料核对".into(),
        ));
        checks.push(check(
            near(&transfer.to, &job.region),
            "transfer.region",
            "拟调入单位在调入地会计管理机构的行政区划内（单位属地优先）".into(),
            "拟调入单位不在调入地会计管理机构的行政区划内，请按属地原则核对".into(),
        ));
    }
    checks
}

fn credit_code(record: &str, job: &Employment) -> Check {
    check(
        job.credit_code.check_matches(),
        &job.key("credit_code"),
        format!("{record}的统一社会信用代码校验位正确（GB 32100）"),
        format!("{record}的统一社会信用代码校验位不符，本人已确认无误，请对照证照核对"),
    )
}

/// Whether a place is inside a department's territory, around it, or in the city whose department it is.
fn near(authority: &RegionCode, place: &RegionCode) -> bool {
    authority.contains(place) || place.contains(authority) || place.prefecture() == Some(*authority)
}

fn locality(dossier: &Dossier) -> Check {
    let fits = |place: &RegionCode| near(&dossier.authority, place);
    let job = dossier.employment.iter().find(|job| job.is_current());
    match job {
        Some(job) => check(
            fits(&job.region),
            "authority",
            "会计管理部门与现工作单位所在地一致（单位属地优先）".into(),
            "会计管理部门与现工作单位所在地不一致，请按属地原则核对".into(),
        ),
        None => {
            let home = &dossier.basics.address.region;
            check(
                fits(home),
                "authority",
                "没有现工作单位，会计管理部门与通讯地址所在地一致".into(),
                "没有现工作单位，会计管理部门与通讯地址所在地不一致，请核对学籍、户籍或居住地".into(),
            )
        }
    }
}

fn study_beside_work(dossier: &Dossier, today: Day) -> Vec<Check> {
    let full_time = dossier.education.iter().filter(|one| one.mode == "1");
    let mut checks = Vec::new();
    for one in full_time {
        for job in &dossier.employment {
            let days = shared_days(&one.period, &job.period, today);
            if days > 31 {
                let text = format!(
                    "全日制学习「{}」与在「{}」工作的时间重叠约 {} 个月，请核对培养方式",
                    one.school,
                    job.employer,
                    days / 30
                );
                checks.push(Check { finding: Finding::Look, text, field: one.key("mode") });
            }
        }
    }
    checks
}

/// How many days two periods have in common up to today.
fn shared_days(one: &Period, other: &Period, today: Day) -> i64 {
    let from = one.from().max(other.from());
    let to = one.to().unwrap_or(today).min(other.to().unwrap_or(today));
    to.days_since(from).max(0)
}
