//! What a person may be looking for when they search: not an answer but the place where it is done.
//!
//! What always holds: what cannot be done here yet is named all the same, without an address.

/// Something a person can come here to do.
#[derive(Debug)]
pub struct Errand {
    /// The icon's name.
    pub icon: &'static str,
    /// What it is called in the hall.
    pub title: &'static str,
    /// Where it starts; none while it is not open.
    pub href: Option<&'static str>,
    /// Words by which people call it.
    words: &'static [&'static str],
}

const fn errand(
    icon: &'static str,
    title: &'static str,
    href: Option<&'static str>,
    words: &'static [&'static str],
) -> Errand {
    Errand { icon, title, href, words }
}

static ERRANDS: &[Errand] = &[
    errand("person-plus", "会计人员注册", Some("/register"), &["注册", "开户", "新用户", "账号", "生僻字"]),
    errand("person-circle", "会计人员登录", Some("/login"), &["登录", "登陆", "登入"]),
    errand("key", "找回密码", Some("/password/reset"), &["密码", "忘记"]),
    errand("shield-check", "实名认证", Some("/me/verify"), &["实名", "认证", "手持证件", "人脸"]),
    errand(
        "person-vcard",
        "会计人员信息采集",
        Some("/me/collect"),
        &["采集", "填报", "登记", "学历", "教育经历", "工作经历", "工作证明", "证件照", "会计管理部门"],
    ),
    errand("folder2-open", "材料库", Some("/me/files"), &["材料库", "上传过", "照片再用"]),
    errand("search", "办件查询", Some("/track"), &["进度", "查询", "受理", "办件", "审核", "结果"]),
    errand("list-check", "个人中心", Some("/me"), &["个人中心", "退回", "回执", "撤回", "我的"]),
    errand("building", "单位/法人用户登录", Some("/login/org"), &["单位用户", "法人"]),
    errand("bank", "财政用户登录", Some("/login/officer"), &["财政用户", "审核人员"]),
    errand(
        "pencil-square",
        "会计人员信息变更",
        Some("/me/change"),
        &["变更", "更改", "换单位", "更正", "改名", "历次登记"],
    ),
    errand(
        "arrow-left-right",
        "会计人员属地关系调转",
        Some("/me/transfer"),
        &["调转", "调出", "调入", "属地"],
    ),
    errand("mortarboard", "会计人员继续教育管理", None, &["继续教育", "学分"]),
    errand("journal-check", "会计专业技术资格考试", None, &["考试", "报名", "准考证"]),
    errand(
        "award",
        "会计职称管理",
        Some("/me/titles"),
        &["职称", "资格证", "会计专业技术资格", "职业资格", "注册会计师"],
    ),
    errand("clipboard-check", "会计人员奖惩记录", None, &["奖惩", "奖励", "处罚"]),
    errand("star", "高端会计人才培养项目", None, &["高端", "人才"]),
];

/// Everything that the query names, or that names the query.
pub fn search(query: &str) -> Vec<&'static Errand> {
    let query = super::letters(query);
    let long = query.chars().count() >= 2;
    let named = |words: &str| query.contains(words) || long && words.contains(&query);
    ERRANDS
        .iter()
        .filter(|errand| {
            errand.words.iter().any(|words| named(words)) || named(&super::letters(errand.title))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(query: &str) -> Vec<&'static str> {
        search(query).iter().map(|errand| errand.title).collect()
    }

    #[test]
    fn what_people_type_leads_to_where_it_is_done() {
        assert_eq!(titles("采集要带什么材料"), ["会计人员信息采集"]);
        assert_eq!(titles("忘记密码怎么办"), ["找回密码"]);
        assert!(titles("办理进度").contains(&"办件查询"));
        assert_eq!(titles("法人"), ["单位/法人用户登录"]);
        assert_eq!(titles("改名以后怎么更正"), ["会计人员信息变更"]);
    }

    #[test]
    fn what_is_not_open_yet_is_named_without_an_address() {
        let found = search("继续教育学分");
        assert_eq!(found.iter().map(|errand| errand.href).collect::<Vec<_>>(), [None]);
    }

    #[test]
    fn nothing_and_a_single_letter_name_nothing() {
        assert!(titles("").is_empty() && titles(" ？").is_empty() && titles("的").is_empty());
    }
}
