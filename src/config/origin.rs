//! Where a value came from, and what is wrong with it, told to the operator.

use std::fmt;

/// Who said so: decides precedence and is named in every fault and every dump line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// The configuration file, by the name it was read under.
    File(String),
    /// This environment variable.
    Environment(String),
    /// This flag of the command line.
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => out.write_str("默认值"),
            Self::File(name) => write!(out, "配置文件 {name}"),
            Self::Environment(name) => write!(out, "环境变量 {name}"),
            Self::Flag(name) => write!(out, "命令行 {name}"),
        }
    }
}

/// One thing the operator must repair before the service can start; prints as a whole sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFault {
    /// The key it is about, as typed.
    pub key: String,
    /// Where the value stands.
    pub origin: Origin,
    /// The whole Chinese sentence: setting, value, origin, remedy.
    pub text: String,
}

impl fmt::Display for ConfigFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl std::error::Error for ConfigFault {}

/// One line of `zhangfang config`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DumpLine {
    /// The setting's key.
    pub key: &'static str,
    /// Its value as in force; a secret shows as `***`.
    pub value: String,
    /// Where it came from.
    pub origin: Origin,
}

impl fmt::Display for DumpLine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} = {}  # {}", self.key, self.value, self.origin)
    }
}
