//! Why a verb ended early, for the operator.

use crate::config::ConfigFault;
use crate::store::Broken;
use std::fmt;
use std::path::Path;
use std::process::ExitCode;

/// How the program ends; 0 is success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// The machine did not do what was asked: disk, network, permissions.
    Failed = 1,
    /// The command line cannot be understood.
    Words = 2,
    /// A setting is wrong.
    Settings = 3,
    /// The instance or the address is in use by another program.
    InUse = 4,
    /// A file is damaged or is not what it should be.
    Damaged = 5,
    /// The house says no: wrong kind of instance, newer version, an officer who is not there.
    Refused = 6,
    /// A check has found something.
    Findings = 7,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// One whole sentence for the operator and the exit code that goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// How the program ends.
    pub exit: Exit,
    /// What happened and what to do next.
    pub text: String,
}

impl Trouble {
    /// A sentence with its exit code.
    pub fn new(exit: Exit, text: impl Into<String>) -> Trouble {
        Trouble { exit, text: text.into() }
    }

    /// What the machine refused at this place.
    pub fn machine(what: &str, place: &Path, cause: &std::io::Error) -> Trouble {
        let place = place.display();
        Trouble::new(
            Exit::Failed,
            format!("{what} {place} 没有成功（{cause}）；请检查路径、权限和剩余空间后重试。"),
        )
    }

    /// Every setting that is wrong.
    pub fn settings(faults: &[ConfigFault]) -> Trouble {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Trouble::new(Exit::Settings, lines.join("\n"))
    }

    /// What broke while this file was used.
    pub fn broken(broken: &Broken, file: &Path) -> Trouble {
        let file = file.display();
        let (exit, text) = match broken {
            Broken::InUse(_) => (
                Exit::InUse,
                format!(
                    "{file} 正被另一个 zhangfang 使用；请先停止那一个，或用 --instance 指定另一个文件夹。"
                ),
            ),
            Broken::Missing(_) => {
                (Exit::Failed, format!("没有找到 {file}；请核对路径，新实例请先运行 zhangfang init。"))
            }
            Broken::Version { file: found, program } => (
                Exit::Refused,
                format!(
                    "{file} 的数据版本是 {found}，本程序只认识到 {program}；请改用更新版本的 zhangfang，文件没有改动。"
                ),
            ),
            Broken::Full(_) => (Exit::Failed, format!("{file} 所在的磁盘已满；请腾出空间后重试。")),
            Broken::Damaged(cause) => (
                Exit::Damaged,
                format!("{file} 已损坏（{cause}）；请保留原文件，用 zhangfang restore 从最近的备份恢复。"),
            ),
            Broken::Archive(cause) => {
                (Exit::Damaged, format!("{file} 不是完整的备份（{cause}）；请换一份备份，现有数据没有改动。"))
            }
            other => (Exit::Failed, format!("{file} 读写时出了问题（{other}）；请检查磁盘后重试。")),
        };
        Trouble { exit, text }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl std::error::Error for Trouble {}
