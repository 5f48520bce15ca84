//! What the frame of a page is told: the instance, its addresses, who is looking, and how large the letters are.

/// How large and how plain a page is (GB/T 37668, interface rules for elders and for kiosks).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// Desk and phone.
    #[default]
    Base,
    /// 长者模式: larger letters and targets, one column.
    Elder,
    /// A machine in the hall: as elder mode, nothing that leads out.
    Kiosk,
}

impl Mode {
    /// The word in addresses, cookies and `data-mode`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Elder => "elder",
            Self::Kiosk => "kiosk",
        }
    }

    /// The mode a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Base, Self::Elder, Self::Kiosk].into_iter().find(|mode| mode.word() == word)
    }
}

/// What is the same on every page of one instance.
#[derive(Debug, Clone)]
pub struct Site {
    /// The platform's name, such as 会计人员服务平台.
    pub name: String,
    /// The small line under the name, such as 青岚县统一入口.
    pub tagline: String,
    /// Who runs it, such as 青岚县财政局.
    pub sponsor: String,
    /// Where to ask, with hours, such as 0000-1234567，工作日 9:00 至 17:00.
    pub phone: String,
    /// Whether everybody and everything here is invented; then every page says so.
    pub demo: bool,
    /// The program's version.
    pub version: String,
    /// Addresses of the style sheets, in order.
    pub css: Vec<String>,
    /// Addresses of the scripts, in order; each is deferred.
    pub js: Vec<String>,
    /// Where the frame's own links lead.
    pub places: Places,
}

/// The addresses the frame itself links to; this room knows no route, so they are handed in.
#[derive(Debug, Clone)]
pub struct Places {
    /// 服务大厅.
    pub home: String,
    /// Switches the mode; `?m=<word>&next=<path>` is added.
    pub mode: String,
    /// 无障碍声明.
    pub accessibility: String,
    /// 帮助中心.
    pub help: String,
    /// 隐私说明.
    pub privacy: String,
    /// 登录.
    pub sign_in: String,
    /// 注册.
    pub register: String,
    /// Takes the POST that signs out (退出, 结束使用).
    pub sign_out: String,
    /// 演示信箱, linked from the banner of a demonstration.
    pub mailbox: String,
}

/// Who is looking at the page.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// The masked name, such as 张**.
    pub masked_name: String,
    /// The role in one word, such as 个人中心's owner 会计人员, or 会计股.
    pub role_label: String,
    /// The person's own page.
    pub home_href: String,
    /// What that page is called, such as 个人中心.
    pub home_label: String,
    /// The token of the sign-out form.
    pub logout_token: String,
}

/// One entry of the main navigation.
#[derive(Debug, Clone)]
pub struct NavLink {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// How many things wait there.
    pub count: Option<usize>,
}

impl NavLink {
    /// An entry without a number.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into(), count: None }
    }

    /// An entry with how many things wait there.
    pub fn counted(href: impl Into<String>, label: impl Into<String>, count: usize) -> Self {
        Self { count: Some(count), ..Self::new(href, label) }
    }
}

#[cfg(test)]
mod tests {
    use super::Mode;

    #[test]
    fn a_mode_is_read_back_from_its_word() {
        for mode in [Mode::Base, Mode::Elder, Mode::Kiosk] {
            assert_eq!(Mode::from_word(mode.word()), Some(mode));
        }
        assert_eq!(Mode::from_word("tiny"), None);
    }
}
