//! What the operator asks of an instance, running or not: a backup, something about officers, a letter taken in.

use super::exchange;
use super::import::{self, Errand};
use super::progress::Progress;
use super::trouble::{Exit, Trouble};
use super::upkeep::Archivist;
use crate::accounts::{OfficerState, Right};
use crate::config::Config;
use crate::intake::Kind;
use crate::office::{
    Act, Actor, NewOfficer, Office, OfficerRefusal, Stop, add_officer, disable_officer, invite_officer,
    login_name,
};
use crate::store::{Broken, Read, Span};
use crate::tables::{OFFICERS, OFFICERS_BY_LOGIN};
use crate::terms::{OfficerId, PersonName, RegionCode};
use std::path::PathBuf;

/// One thing asked; the same words on the command line and on the control socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Write an archive to this absolute path.
    Backup(String),
    /// Make an officer.
    AddOfficer { login: String, name: String, authority: String, rights: String },
    /// Put an officer out of office.
    DisableOfficer(String),
    /// Give an officer a new one-time code.
    ResetOfficer(String),
    /// Who is there.
    ListOfficers,
    /// Take in the letter or answer at this absolute path.
    AcceptTransfer(String),
    /// The own card.
    Card,
    /// Bring in the table at this absolute path.
    Import(Errand),
}

impl Order {
    /// The order as words, without tabs and line ends.
    pub(super) fn words(&self) -> Vec<String> {
        let words = match self {
            Order::Backup(path) => vec!["backup", path],
            Order::AddOfficer { login, name, authority, rights } => {
                vec!["officer-add", login, name, authority, rights]
            }
            Order::DisableOfficer(login) => vec!["officer-disable", login],
            Order::ResetOfficer(login) => vec!["officer-reset", login],
            Order::ListOfficers => vec!["officer-list"],
            Order::AcceptTransfer(path) => vec!["transfer-accept", path],
            Order::Card => vec!["transfer-card"],
            Order::Import(Errand { kind, path, dry, report }) => {
                vec!["import", kind.word(), path, if *dry { "check" } else { "keep" }, report]
            }
        };
        words.into_iter().map(|word| word.replace(['\t', '\n', '\r'], " ")).collect()
    }

    /// The order these words are.
    pub(super) fn from_words(words: &[&str]) -> Option<Order> {
        let text = |word: &str| word.to_string();
        Some(match words {
            ["backup", path] => Order::Backup(text(path)),
            ["officer-add", login, name, authority, rights] => Order::AddOfficer {
                login: text(login),
                name: text(name),
                authority: text(authority),
                rights: text(rights),
            },
            ["officer-disable", login] => Order::DisableOfficer(text(login)),
            ["officer-reset", login] => Order::ResetOfficer(text(login)),
            ["officer-list"] => Order::ListOfficers,
            ["transfer-accept", path] => Order::AcceptTransfer(text(path)),
            ["transfer-card"] => Order::Card,
            ["import", kind, path, how @ ("check" | "keep"), report] => Order::Import(Errand {
                kind: Kind::from_word(kind)?,
                path: text(path),
                dry: *how == "check",
                report: text(report),
            }),
            _ => return None,
        })
    }
}

/// Does it and says what came of it; `watched` is whether whoever asked sees this program's standard error.
pub(super) async fn obey(
    office: &Office,
    archivist: &Archivist,
    config: &Config,
    order: Order,
    watched: bool,
) -> Result<String, Trouble> {
    match order {
        Order::Backup(path) => back_up(archivist, PathBuf::from(path)).await,
        Order::AddOfficer { login, name, authority, rights } => {
            add(office, &login, &name, &authority, &rights).await
        }
        Order::DisableOfficer(login) => {
            let id = find(office, &login).await?;
            let act = Act::new(Actor::Console, "officer.disable", "console");
            office.act(act, move |ledger| disable_officer(ledger, id)).await.map_err(stopped)?;
            Ok(format!("财政用户 {login} 已停用，已登录的设备都已退出。"))
        }
        Order::ResetOfficer(login) => {
            let id = find(office, &login).await?;
            let act = Act::new(Actor::Console, "officer.invite", "console");
            let code = office.act(act, move |ledger| invite_officer(ledger, id)).await.map_err(stopped)?;
            Ok(invited(&login, &code))
        }
        Order::ListOfficers => list(office).await,
        Order::AcceptTransfer(path) => exchange::accept(office, config, PathBuf::from(path)).await,
        Order::Card => exchange::card(office, config).await,
        Order::Import(errand) => import::run(office, errand, Progress::new(watched)).await,
    }
}

fn stopped(stop: Stop<OfficerRefusal>) -> Trouble {
    match stop {
        Stop::Refused(refusal) => Trouble::new(Exit::Refused, refusal.sentence()),
        Stop::Failed(broken) => failed(broken),
    }
}

fn failed(broken: Broken) -> Trouble {
    Trouble::new(Exit::Failed, format!("数据没有写成（{broken}）；请检查磁盘后重试。"))
}

fn invited(login: &str, code: &str) -> String {
    format!("请把登录名 {login} 和一次性设置码 {code} 当面交给本人，24 小时内在财政用户登录页用它设置密码。")
}

async fn back_up(archivist: &Archivist, path: PathBuf) -> Result<String, Trouble> {
    let (path, manifest) =
        archivist.write(path.clone()).await.map_err(|broken| Trouble::broken(&broken, &path))?;
    Ok(format!("已备份到 {}（{} 字节，已核对）。", path.display(), manifest.length))
}

async fn add(
    office: &Office,
    login: &str,
    name: &str,
    authority: &str,
    rights: &str,
) -> Result<String, Trouble> {
    let wrong = |wrong: crate::terms::Wrong| Trouble::new(Exit::Words, wrong.to_string());
    let login = login_name(login).map_err(wrong)?;
    let name = PersonName::parse(name).map_err(wrong)?;
    let known =
        RegionCode::parse(authority).ok().filter(|code| office.reference().divisions().is_department(*code));
    let authority = known.ok_or_else(|| {
        Trouble::new(
            Exit::Words,
            format!("“{authority}”不是会计管理部门的区划代码；请填写六位代码，例如 370102。"),
        )
    })?;
    let rights = read_rights(rights)?;
    let new = NewOfficer { login: login.clone(), name, authority, rights, document: None };
    let act = Act::new(Actor::Console, "officer.add", "console");
    let (_, code) = office.act(act, move |ledger| add_officer(ledger, new.clone())).await.map_err(stopped)?;
    Ok(format!("已新增财政用户 {login}。{}", invited(&login, &code)))
}

fn read_rights(typed: &str) -> Result<Vec<Right>, Trouble> {
    let words = typed.split([',', '，']).map(str::trim).filter(|word| !word.is_empty());
    let mut rights: Vec<Right> = Vec::new();
    for word in words {
        let right = Right::ALL.into_iter().find(|right| word == right.word() || word == right.label());
        rights.push(right.ok_or_else(|| {
            Trouble::new(
                Exit::Words,
                format!(
                    "没有“{word}”这种权限；可以是 review（审核员）、administer（管理员）、audit（审计员）。"
                ),
            )
        })?);
    }
    rights.sort_unstable();
    rights.dedup();
    match rights.is_empty() {
        true => Err(Trouble::new(Exit::Words, "还没有写权限；请用 --rights review 这样的写法指定。")),
        false => Ok(rights),
    }
}

async fn find(office: &Office, login: &str) -> Result<OfficerId, Trouble> {
    let wanted = login_name(login).unwrap_or_default();
    let found = office.look(move |view| view.find(&OFFICERS_BY_LOGIN, &wanted)).await;
    found.map_err(failed)?.ok_or_else(|| {
        Trouble::new(
            Exit::Refused,
            format!("没有登录名为 {login} 的财政用户；请用 zhangfang officer list 查看。"),
        )
    })
}

async fn list(office: &Office) -> Result<String, Trouble> {
    let officers = office.look(|view| view.scan(&OFFICERS, Span::all(10_000))).await.map_err(failed)?;
    if officers.is_empty() {
        return Ok("还没有财政用户。".to_string());
    }
    let lines = officers.into_iter().map(|(_, officer)| {
        let rights: Vec<&str> = officer.rights.iter().map(|right| right.label()).collect();
        let state = match (officer.state, &officer.credential) {
            (OfficerState::Disabled, _) => "已停用",
            (OfficerState::Active, None) => "待设置密码",
            (OfficerState::Active, Some(_)) => "在用",
        };
        let department =
            office.reference().divisions().department_name(officer.authority).unwrap_or_default();
        format!("{}  {}  {department}  {}  {state}", officer.login, officer.name.masked(), rights.join("、"))
    });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_read_back_as_it_was_written() {
        let order = Order::AddOfficer {
            login: "li".into(),
            name: "李\t芳\n".into(),
            authority: "370102".into(),
            rights: "review".into(),
        };
        let words = order.words();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(words, ["officer-add", "li", "李 芳 ", "370102", "review"]);
        assert!(matches!(Order::from_words(&words), Some(Order::AddOfficer { .. })));
        assert_eq!(Order::from_words(&["backup"]), None);
        let errand = |report: &str| Errand {
            kind: Kind::Employment,
            path: "/a b.xlsx".into(),
            dry: report.is_empty(),
            report: report.into(),
        };
        for order in [Order::Import(errand("")), Order::Import(errand("/faults.csv"))] {
            let words = order.words();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            assert_eq!(Order::from_words(&words), Some(order));
        }
    }

    #[test]
    fn rights_are_words_or_labels() {
        assert_eq!(read_rights("review，管理员, review"), Ok(vec![Right::Review, Right::Administer]));
        assert!(read_rights("").is_err() && read_rights("everything").is_err());
    }
}
