//! The command line: verbs and flags, with their help and their faults in Chinese.

use super::orders::Order;
use super::trouble::{Exit, Trouble};
use crate::config::Typed;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

/// Everything on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "zhangfang",
    about = "账房：一个县（市、区）的会计人员服务平台，一个程序、一个文件夹。",
    after_help = "\n不写命令等于 serve。先看看样子请运行 zhangfang demo。",
    help_template = TEMPLATE,
    disable_help_flag = true,
    disable_help_subcommand = true,
    subcommand_help_heading = "命令",
    subcommand_value_name = "命令",
    override_usage = "zhangfang [选项] [命令]"
)]
pub(super) struct Words {
    #[command(flatten)]
    pub(super) settings: Settings,
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
}

/// The flags that go with every verb.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Settings {
    /// 实例文件夹，存放数据库、配置、证书和备份（默认 ./instance）
    #[arg(long, global = true, value_name = "文件夹")]
    instance: Option<String>,
    /// 监听的地址和端口（默认 127.0.0.1:8000）
    #[arg(long, global = true, value_name = "地址:端口")]
    listen: Option<String>,
    /// 群众在浏览器里输入的网址
    #[arg(long, global = true, value_name = "网址")]
    public_origin: Option<String>,
    /// 日志级别：off、error、warn、info、debug、trace
    #[arg(long, global = true, value_name = "级别")]
    log_level: Option<String>,
    /// 其他设置，可写多次；全部设置见 zhangfang config
    #[arg(long, global = true, value_name = "名称=值")]
    set: Vec<String>,
    /// 显示帮助
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

impl Settings {
    pub(super) fn typed(&self) -> Typed {
        Typed {
            instance: self.instance.clone(),
            listen: self.listen.clone(),
            public_origin: self.public_origin.clone(),
            log_level: self.log_level.clone(),
            set: self.set.clone(),
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// 启动服务；实例文件夹不存在时先建立
    #[command(help_template = TEMPLATE)]
    Serve,
    /// 启动演示：虚构的青岚县，各种角色的账号，不碰正式数据
    #[command(help_template = TEMPLATE)]
    Demo {
        /// 把演示数据留在这个文件夹里，下次接着用（默认用完即删）
        #[arg(long, value_name = "文件夹", help_heading = "选项")]
        keep: Option<PathBuf>,
    },
    /// 建立实例文件夹：空数据库和带说明的配置文件
    #[command(help_template = TEMPLATE)]
    Init,
    /// 显示最终生效的每一项设置和它的来源
    #[command(help_template = TEMPLATE)]
    Config,
    /// 备份数据库；服务运行时也可以
    #[command(help_template = TEMPLATE)]
    Backup {
        /// 备份文件；不写时放在备份文件夹里，以日期和时间命名
        #[arg(value_name = "文件", help_heading = "参数")]
        file: Option<PathBuf>,
    },
    /// 从备份恢复；先核对备份，有问题时现有数据不变
    #[command(help_template = TEMPLATE)]
    Restore {
        /// 备份文件
        #[arg(value_name = "文件", help_heading = "参数")]
        file: PathBuf,
    },
    /// 检查数据库、索引、附件和操作日志
    #[command(help_template = TEMPLATE)]
    Check {
        /// 检查前重建全部索引
        #[arg(long, help_heading = "选项")]
        rebuild: bool,
    },
    /// 新增、停用、重置和查看财政用户
    #[command(
        help_template = TEMPLATE,
        subcommand_help_heading = "命令",
        subcommand_value_name = "命令",
        disable_help_subcommand = true
    )]
    Officer {
        #[command(subcommand)]
        what: OfficerVerb,
    },
    /// 与其他平台往来的电子调转函：导入文件，显示本平台的名片
    #[command(
        help_template = TEMPLATE,
        subcommand_help_heading = "命令",
        subcommand_value_name = "命令",
        disable_help_subcommand = true
    )]
    Transfer {
        #[command(subcommand)]
        what: TransferVerb,
    },
    /// 导入证书库、历史数据、单位名录或财政用户（XLSX 或 CSV）；服务运行时也可以
    #[command(help_template = TEMPLATE)]
    Import {
        /// 数据种类：certificates（证书库）、history-education、history-work（历史数据）、employers（单位名录）、officers（财政用户）
        #[arg(value_name = "种类", help_heading = "参数")]
        kind: String,
        /// 要导入的文件；写了 --template 时是模板要写到的 .xlsx 或 .csv 文件
        #[arg(value_name = "文件", help_heading = "参数")]
        file: PathBuf,
        /// 只检查，不导入
        #[arg(long, help_heading = "选项")]
        dry_run: bool,
        /// 有问题时把问题清单写到这个 CSV 文件
        #[arg(long, value_name = "文件", help_heading = "选项")]
        report: Option<PathBuf>,
        /// 不导入，写一份模板
        #[arg(long, conflicts_with_all = ["dry_run", "report"], help_heading = "选项")]
        template: bool,
    },
    /// 试用已配置的外部服务：身份认证、短信、邮件
    #[command(
        help_template = TEMPLATE,
        subcommand_help_heading = "命令",
        subcommand_value_name = "命令",
        disable_help_subcommand = true
    )]
    Providers {
        #[command(subcommand)]
        what: ProvidersVerb,
    },
    /// 显示版本
    #[command(help_template = TEMPLATE)]
    Version,
}

/// What to do about letters of other instances.
#[derive(Debug, Subcommand)]
pub(super) enum TransferVerb {
    /// 导入对方交来的调转函或回执；服务运行时也可以
    #[command(help_template = TEMPLATE)]
    Accept {
        /// 电子函文件
        #[arg(value_name = "文件", help_heading = "参数")]
        file: PathBuf,
    },
    /// 显示本平台的名片和电话核对用的口令
    #[command(help_template = TEMPLATE)]
    Card,
}

/// What to do about outside services.
#[derive(Debug, Subcommand)]
pub(super) enum ProvidersVerb {
    /// 向每个已配置的服务发一次真实请求，说明哪里不对、改哪一项；不需要停止服务
    #[command(help_template = TEMPLATE)]
    Test {
        /// 向这个号码真正发一条测试短信；不写就不发短信
        #[arg(long, value_name = "手机号", help_heading = "选项")]
        phone: Option<String>,
        /// 向这个邮箱真正发一封测试邮件；不写就不发邮件
        #[arg(long, value_name = "邮箱", help_heading = "选项")]
        mail: Option<String>,
    },
}

/// What to do about officers.
#[derive(Debug, Subcommand)]
pub(super) enum OfficerVerb {
    /// 新增财政用户，打印一次性设置码，由本人设置密码
    #[command(help_template = TEMPLATE)]
    Add {
        /// 登录名
        #[arg(value_name = "登录名", help_heading = "参数")]
        login: String,
        /// 姓名
        #[arg(long, value_name = "姓名", help_heading = "选项")]
        name: String,
        /// 会计管理部门的六位区划代码
        #[arg(long, value_name = "代码", help_heading = "选项")]
        authority: String,
        /// 权限，用逗号分开：review（审核员）、administer（管理员）、audit（审计员）
        #[arg(
            long,
            value_name = "权限",
            default_value = "review",
            hide_default_value = true,
            help_heading = "选项"
        )]
        rights: String,
    },
    /// 停用财政用户，已登录的设备都退出
    #[command(help_template = TEMPLATE)]
    Disable {
        /// 登录名
        #[arg(value_name = "登录名", help_heading = "参数")]
        login: String,
    },
    /// 收回密码并打印新的一次性设置码；停用的用户恢复使用
    #[command(help_template = TEMPLATE)]
    Reset {
        /// 登录名
        #[arg(value_name = "登录名", help_heading = "参数")]
        login: String,
    },
    /// 列出全部财政用户
    #[command(help_template = TEMPLATE)]
    List,
}

impl From<OfficerVerb> for Order {
    fn from(verb: OfficerVerb) -> Order {
        match verb {
            OfficerVerb::Add { login, name, authority, rights } => {
                Order::AddOfficer { login, name, authority, rights }
            }
            OfficerVerb::Disable { login } => Order::DisableOfficer(login),
            OfficerVerb::Reset { login } => Order::ResetOfficer(login),
            OfficerVerb::List => Order::ListOfficers,
        }
    }
}

/// Why there is nothing to do.
pub(super) enum Unread {
    /// Help was asked for; this is it.
    Help(String),
    /// The words cannot be understood.
    Fault(Trouble),
}

/// Reads the command line, the program's own name first.
pub(super) fn read(words: impl IntoIterator<Item = OsString>) -> Result<Words, Unread> {
    Words::try_parse_from(words).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Unread::Help(error.render().to_string().trim_end().to_string())
        }
        _ => Unread::Fault(Trouble::new(Exit::Words, sentence(&error))),
    })
}

fn sentence(error: &clap::Error) -> String {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = said(ContextKind::InvalidArg);
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", said(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("不认识“{argument}”"),
        ErrorKind::MissingRequiredArgument => format!("还缺少 {argument}"),
        ErrorKind::MissingSubcommand => "还缺少后面的命令".to_string(),
        ErrorKind::ArgumentConflict => format!("{argument} 写了不止一次，或与其他选项不能同时使用"),
        ErrorKind::InvalidValue if said(ContextKind::InvalidValue).is_empty() => {
            format!("{argument} 后面还缺少内容")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{argument} 后面不能是“{}”", said(ContextKind::InvalidValue))
        }
        ErrorKind::InvalidUtf8 => "命令里有不能识别的字符".to_string(),
        _ => "这条命令的写法有误".to_string(),
    };
    format!("{what}；请运行 zhangfang --help 查看用法。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn fault(words: &[&str]) -> String {
        match read(words.iter().map(OsString::from)) {
            Err(Unread::Fault(trouble)) => trouble.text,
            _ => panic!("{words:?} was understood"),
        }
    }

    #[test]
    fn the_words_are_sound() {
        Words::command().debug_assert();
    }

    #[test]
    fn every_fault_is_a_chinese_sentence() {
        for words in [
            &["zhangfang", "nothing"][..],
            &["zhangfang", "--nothing"],
            &["zhangfang", "serve", "--listen"],
            &["zhangfang", "--listen", "a", "--listen", "b"],
            &["zhangfang", "serve", "surplus"],
        ] {
            let said = fault(words);
            assert!(said.ends_with("；请运行 zhangfang --help 查看用法。"), "{said}");
            assert!(!said.contains("“”") && !said.starts_with(' '), "{said}");
        }
    }

    #[test]
    fn help_is_chinese() {
        let Err(Unread::Help(text)) = read(["zhangfang", "--help"].map(OsString::from)) else {
            panic!("there is no help")
        };
        for english in ["Usage", "Options", "Commands", "Print"] {
            assert!(!text.contains(english), "{text}");
        }
    }
}
