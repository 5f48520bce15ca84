//! The four places a value can come from, laid over each other: flag, environment, file, default.
//!
//! What always holds: every fault is kept, none ends the reading, so that the operator repairs all at once.

use super::origin::{ConfigFault, DumpLine, Origin};
use super::setting::{self, Setting};
use std::collections::BTreeMap;

/// What stood on the command line; the fields are the flags, `set` holds each `--set key=value`.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// `--instance`, the instance folder.
    pub instance: Option<String>,
    /// `--listen`, address and port.
    pub listen: Option<String>,
    /// `--public-origin`, the address people type.
    pub public_origin: Option<String>,
    /// `--log-level`.
    pub log_level: Option<String>,
    /// Every `--set key=value`, for the settings without a flag of their own.
    pub set: Vec<String>,
}

/// The sources while they are being read, and the faults and dump lines found so far.
pub(super) struct Sources<'a> {
    flags: BTreeMap<&'static str, (String, String)>,
    env: &'a dyn Fn(&str) -> Option<String>,
    file: BTreeMap<&'static str, String>,
    file_name: &'a str,
    pub(super) faults: Vec<ConfigFault>,
    pub(super) lines: Vec<DumpLine>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(
        typed: &Typed,
        env: &'a dyn Fn(&str) -> Option<String>,
        file: Option<&str>,
        file_name: &'a str,
    ) -> Self {
        let mut sources = Self {
            flags: BTreeMap::new(),
            env,
            file: BTreeMap::new(),
            file_name,
            faults: Vec::new(),
            lines: Vec::new(),
        };
        sources.read_flags(typed);
        if let Some(text) = file {
            sources.read_file(text);
        }
        sources
    }

    fn read_flags(&mut self, typed: &Typed) {
        for assignment in &typed.set {
            let (key, value) = assignment.split_once('=').unwrap_or((assignment, ""));
            let known = setting::by_key(key.trim()).filter(|_| assignment.contains('='));
            match known {
                Some(known) => {
                    self.flags.insert(known.key, (format!("--set {}", known.key), value.to_owned()));
                }
                None => self.unknown(key.trim(), Origin::Flag("--set".to_owned())),
            }
        }
        let own = [
            ("instance", "--instance", &typed.instance),
            ("listen", "--listen", &typed.listen),
            ("public_origin", "--public-origin", &typed.public_origin),
            ("log_level", "--log-level", &typed.log_level),
        ];
        for (key, flag, value) in own {
            if let Some(value) = value {
                self.flags.insert(key, (flag.to_owned(), value.clone()));
            }
        }
    }

    fn read_file(&mut self, text: &str) {
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => return self.unreadable(text, &error),
        };
        for (section, value) in table {
            let toml::Value::Table(entries) = value else {
                self.unknown(&section, Origin::File(self.file_name.to_owned()));
                continue;
            };
            for (name, value) in entries {
                let path = format!("{section}.{name}");
                match (setting::by_path(&path), as_typed(&value)) {
                    (Some(known), Some(typed)) => {
                        self.file.insert(known.key, typed);
                    }
                    _ => self.unknown(&path, Origin::File(self.file_name.to_owned())),
                }
            }
        }
    }

    fn unreadable(&mut self, text: &str, error: &toml::de::Error) {
        let line = error.span().map_or(1, |span| {
            let before = text.get(..span.start).unwrap_or(text);
            before.bytes().filter(|byte| *byte == b'\n').count() + 1
        });
        self.faults.push(ConfigFault {
            key: String::new(),
            origin: Origin::File(self.file_name.to_owned()),
            text: format!(
                "配置文件 {} 第 {line} 行的写法不符合 TOML 格式（{}）；请对照 zhangfang init 生成的示例修改这一行。",
                self.file_name,
                error.message()
            ),
        });
    }

    fn unknown(&mut self, typed: &str, origin: Origin) {
        let in_file = matches!(origin, Origin::File(_));
        let names = setting::ALL
            .iter()
            .map(|setting| if in_file { setting.path } else { setting.key })
            .filter(|name| !name.is_empty());
        let remedy = match setting::nearest(typed, names) {
            Some(name) if name == typed => format!("它的写法应是 {name} = 值"),
            Some(name) => format!("最接近的设置是“{name}”，请改用它或删去这一项"),
            None => "请删去这一项".to_owned(),
        };
        let text = format!("{origin}里的“{typed}”不是已知的设置；{remedy}。");
        self.faults.push(ConfigFault { key: typed.to_owned(), origin, text });
    }

    /// The value in force and who said it; an empty environment variable says nothing.
    fn find(&self, setting: &Setting) -> (String, Origin) {
        if let Some((flag, value)) = self.flags.get(setting.key) {
            return (value.clone(), Origin::Flag(flag.clone()));
        }
        let variable = setting.variable();
        if let Some(value) = (self.env)(&variable).filter(|value| !value.is_empty()) {
            return (value, Origin::Environment(variable));
        }
        match self.file.get(setting.key) {
            Some(value) => (value.clone(), Origin::File(self.file_name.to_owned())),
            None => (setting.default.to_owned(), Origin::Default),
        }
    }

    /// Reads one setting; on a fault it is noted and the stand-in is returned so that reading goes on.
    pub(super) fn take<T>(
        &mut self,
        setting: &'static Setting,
        stand_in: T,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> T {
        let (value, origin) = self.find(setting);
        let result = read(&value);
        self.note(setting, value.clone(), origin);
        result.unwrap_or_else(|problem| {
            self.fault(setting, &problem);
            stand_in
        })
    }

    /// As `take`, for a setting that may be left empty.
    pub(super) fn take_optional<T>(
        &mut self,
        setting: &'static Setting,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        self.take(
            setting,
            None,
            |typed| if typed.trim().is_empty() { Ok(None) } else { read(typed).map(Some) },
        )
    }

    /// As `take`, for a list written with commas.
    pub(super) fn take_list<T>(
        &mut self,
        setting: &'static Setting,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Vec<T> {
        self.take(setting, Vec::new(), |typed| {
            typed.split(',').map(str::trim).filter(|item| !item.is_empty()).map(read).collect()
        })
    }

    fn note(&mut self, setting: &'static Setting, value: String, origin: Origin) {
        let value = if setting.secret && !value.is_empty() { "***".to_owned() } else { value };
        self.lines.push(DumpLine { key: setting.key, value, origin });
    }

    /// Shows a derived value in the dump instead of the empty default.
    pub(super) fn derived(&mut self, setting: &Setting, value: &str) {
        for line in self.lines.iter_mut().filter(|line| line.key == setting.key) {
            value.clone_into(&mut line.value);
        }
    }

    /// Notes what is wrong with a setting that has been taken.
    pub(super) fn fault(&mut self, setting: &'static Setting, problem: &str) {
        let (value, origin) = self.find(setting);
        let value = if setting.secret { "***".to_owned() } else { value };
        let shown =
            if value.is_empty() { "还没有填写".to_owned() } else { format!("现在是“{value}”") };
        let text = format!("{}（{}，来自{origin}）{shown}，{problem}。", setting.name, setting.key);
        self.faults.push(ConfigFault { key: setting.key.to_owned(), origin, text });
    }
}

/// A TOML value as it would be typed on the command line; a list joins with commas.
fn as_typed(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(choice) => Some(choice.to_string()),
        toml::Value::Float(number) => Some(number.to_string()),
        toml::Value::Datetime(moment) => Some(moment.to_string()),
        toml::Value::Array(items) => {
            let typed: Option<Vec<String>> = items.iter().map(as_typed).collect();
            typed.map(|items| items.join(","))
        }
        toml::Value::Table(_) => None,
    }
}
