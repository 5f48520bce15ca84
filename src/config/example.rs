//! The commented `zhangfang.toml` that `zhangfang init` writes, derived from the catalogue.

use super::setting::{ALL, Setting, Shape};

const SECTIONS: &[(&str, &str)] = &[
    ("server", "网络"),
    ("office", "主办单位与对外信息"),
    ("storage", "存储"),
    ("session", "登录时长"),
    ("sms", "短信"),
    ("identity", "身份认证"),
    ("mail", "邮件"),
    ("connect", "外部连接"),
    ("password", "口令散列"),
    ("backup", "备份"),
    ("log", "日志"),
];

/// Every section with every setting, each commented out at its default.
pub(super) fn text() -> String {
    let mut text = String::from(
        "# 会计人员服务平台的配置。去掉行首的 # 即可修改该项；不改的项使用所示的默认值。\n\
         # 优先顺序：命令行 > 环境变量（ZHANGFANG_ 开头）> 本文件 > 默认值。\n\
         # 用 zhangfang config 可查看最终生效的每个值和它的来源。\n",
    );
    for (section, title) in SECTIONS {
        text.push_str(&format!("\n# {title}\n[{section}]\n"));
        for setting in ALL {
            if let Some(name) = name_in(setting, section) {
                let (meaning, variable) = (setting.meaning, setting.variable());
                text.push_str(&format!(
                    "# {}：{meaning}（{variable}）\n# {name} = {}\n",
                    setting.name,
                    literal(setting)
                ));
            }
        }
    }
    text
}

fn name_in<'a>(setting: &'a Setting, section: &str) -> Option<&'a str> {
    setting.path.strip_prefix(section)?.strip_prefix('.')
}

fn literal(setting: &Setting) -> String {
    match setting.shape {
        Shape::Text => format!("\"{}\"", setting.default),
        Shape::Bare => setting.default.to_owned(),
        Shape::List => "[]".to_owned(),
    }
}
