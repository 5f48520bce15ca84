//! The catalogue of settings: what each is called in the file, in the environment and to people.
//!
//! What always holds: every key is written once; every default passes its own check (a test of the
//! parent room reads an empty configuration); the example file and the dump are derived from here.

/// One setting: its names, its meaning and its default as it would be typed.
#[derive(Debug)]
pub struct Setting {
    /// The unique name; upper-cased behind `ZHANGFANG_` it is the environment variable.
    pub key: &'static str,
    /// Where the file holds it, `section.name`; empty when the file cannot hold it.
    pub path: &'static str,
    /// What people call it, in Chinese.
    pub name: &'static str,
    /// One Chinese line saying what it does.
    pub meaning: &'static str,
    /// The default as it would be typed; empty where it is derived or absent.
    pub default: &'static str,
    /// How the value looks in the file.
    pub shape: Shape,
    /// Whether the value must never be printed.
    pub secret: bool,
}

/// How a value is written in TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A quoted string.
    Text,
    /// A bare integer or boolean.
    Bare,
    /// An array of strings.
    List,
}

impl Setting {
    /// The environment variable that sets it.
    pub fn variable(&self) -> String {
        format!("ZHANGFANG_{}", self.key.to_ascii_uppercase())
    }
}

const fn text(
    key: &'static str,
    path: &'static str,
    name: &'static str,
    meaning: &'static str,
    default: &'static str,
) -> Setting {
    Setting { key, path, name, meaning, default, shape: Shape::Text, secret: false }
}

const fn bare(
    key: &'static str,
    path: &'static str,
    name: &'static str,
    meaning: &'static str,
    default: &'static str,
) -> Setting {
    Setting { key, path, name, meaning, default, shape: Shape::Bare, secret: false }
}

const fn list(key: &'static str, path: &'static str, name: &'static str, meaning: &'static str) -> Setting {
    Setting { key, path, name, meaning, default: "", shape: Shape::List, secret: false }
}

macro_rules! catalogue {
    ($($constant:ident = $setting:expr;)*) => {
        $(pub(super) static $constant: Setting = $setting;)*
        /// Every setting, in the order of the example file.
        pub static ALL: &[&Setting] = &[$(&$constant),*];
    };
}

catalogue! {
    INSTANCE = text("instance", "", "实例文件夹", "数据库、配置、证书和备份所在的文件夹", "./instance");

    LISTEN = text("listen", "server.listen", "监听地址", "服务在哪个地址和端口上等待浏览器；端口 0 表示由系统挑选", "127.0.0.1:8000");
    PUBLIC_ORIGIN = text("public_origin", "server.public_origin", "对外网址", "群众在浏览器里输入的网址，短信、邮件和二维码里的链接以它开头；不填时由监听地址得出，发邮件时必须填写", "");
    EXTRA_HOSTS = list("extra_hosts", "server.extra_hosts", "其他可用主机名", "除对外网址外还接受哪些主机名，例如内网名称");
    TRUSTED_PROXIES = list("trusted_proxies", "server.trusted_proxies", "可信代理", "前置代理的地址或网段，只相信它们转告的访客地址");
    TLS_CERTIFICATE = text("tls_certificate", "server.tls_certificate", "TLS 证书文件", "PEM 格式的证书链，与私钥文件同时填写或同时留空", "");
    TLS_KEY = text("tls_key", "server.tls_key", "TLS 私钥文件", "PEM 格式的私钥，与证书文件同时填写或同时留空", "");
    WORKERS = bare("workers", "server.workers", "工作线程数", "同时处理请求的线程数；0 表示与处理器核心数相同", "0");

    SITE_NAME = text("site_name", "office.site_name", "平台名称", "显示在每一页页首的名称", "会计人员服务平台");
    REGION_NAME = text("region_name", "office.region_name", "行政区名称", "本实例服务的行政区，例如某某县", "本县");
    REGION_CODE = text("region_code", "office.region_code", "行政区划代码", "本实例服务的行政区的六位代码", "");
    SPONSOR = text("sponsor", "office.sponsor", "主办单位", "显示在页脚的财政局名称；不填时为行政区名称加“财政局”", "");
    CONTACT_PHONE = text("contact_phone", "office.contact_phone", "咨询电话", "群众遇到困难时拨打的电话", "");
    OFFICE_HOURS = text("office_hours", "office.office_hours", "办公时间", "大厅对外服务的时间", "周一至周五 9:00–12:00、13:30–17:00（法定节假日除外）");
    KIOSKS = list("kiosks", "office.kiosks", "大厅自助机", "自助机的地址和名称，写成 地址=名称；扫码的手机上显示这个名称");
    WORKING_DAYS = bare("working_days", "office.working_days", "承诺办结工作日", "从提交到审核完成承诺的工作日数", "5");

    UPLOAD_LIMIT_MB = bare("upload_limit_mb", "storage.upload_limit_mb", "单次上传上限（MB）", "一次提交的全部内容最多多少 MB", "20");
    UPLOAD_KB = bare("upload_kb", "storage.upload_kb", "每份材料上限（KB）", "每份材料保存时最多多少 KB，超过的自动压缩；国家平台的规定是 500", "500");
    UPLOAD_KB_TRANSFER_PROOF = bare("upload_kb_transfer_proof", "storage.upload_kb_transfer_proof", "调转证明材料上限（KB）", "属地调转的证明材料保存时小于多少 KB，超过的自动压缩；国家平台的规定是 200", "200");
    CACHE_MB = bare("cache_mb", "storage.cache_mb", "数据库缓存（MB）", "数据库在内存里的缓存；0 表示取 256 MB 与内存四分之一中较小的", "0");

    PERSON_IDLE_MINUTES = bare("person_idle_minutes", "session.person_idle_minutes", "会计人员空闲分钟", "会计人员多久不操作就需要重新登录", "30");
    OFFICER_IDLE_MINUTES = bare("officer_idle_minutes", "session.officer_idle_minutes", "工作人员空闲分钟", "工作人员多久不操作就需要重新登录", "15");
    KIOSK_IDLE_MINUTES = bare("kiosk_idle_minutes", "session.kiosk_idle_minutes", "自助机空闲分钟", "大厅自助机多久无人操作就清空并退出", "2");
    ABSOLUTE_HOURS = bare("absolute_hours", "session.absolute_hours", "登录最长小时", "无论是否操作，登录多少小时后必须重新登录", "8");

    SMS_PROVIDER = text("sms_provider", "sms.provider", "短信通道", "none 没有短信通道，webhook 经由自建的短信网关，aliyun 经由阿里云短信服务，tencent 经由腾讯云短信", "none");
    SMS_WEBHOOK_URL = text("sms_webhook_url", "sms.webhook_url", "短信网关地址", "接收短信请求的 https 地址", "");
    SMS_WEBHOOK_SECRET = Setting { secret: true, ..text("sms_webhook_secret", "sms.webhook_secret", "短信网关密钥", "给网关请求签名的密钥，至少 16 个字符，不会被打印", "") };
    SMS_WEBHOOK_TEXT = bare("sms_webhook_text", "sms.webhook_text", "附带短信全文", "true 表示在请求里附上短信全文，供没有模板的网关使用", "false");
    SMS_ALIYUN_KEY_ID = text("sms_aliyun_key_id", "sms.aliyun_key_id", "阿里云 AccessKey ID", "只授予发送短信权限的子账号的 AccessKey ID", "");
    SMS_ALIYUN_KEY_SECRET = Setting { secret: true, ..text("sms_aliyun_key_secret", "sms.aliyun_key_secret", "阿里云 AccessKey Secret", "与 AccessKey ID 配套的密钥，不会被打印", "") };
    SMS_ALIYUN_SIGN_NAME = text("sms_aliyun_sign_name", "sms.aliyun_sign_name", "阿里云短信签名", "审核通过的签名，不带【】", "");
    SMS_ALIYUN_TEMPLATES = list("sms_aliyun_templates", "sms.aliyun_templates", "阿里云短信模板", "每种短信的模板编号，如 code=SMS_1、case_approved=SMS_2；code 必填，没有模板的短信不发送，种类见 README 的“短信模板”");
    SMS_ALIYUN_ENDPOINT = text("sms_aliyun_endpoint", "sms.aliyun_endpoint", "阿里云接口地址", "短信服务接口的 https 地址，一般不用修改", "https://dysmsapi.aliyuncs.com");
    SMS_TENCENT_SECRET_ID = text("sms_tencent_secret_id", "sms.tencent_secret_id", "腾讯云 SecretId", "只授予发送短信权限的子账号的 SecretId", "");
    SMS_TENCENT_SECRET_KEY = Setting { secret: true, ..text("sms_tencent_secret_key", "sms.tencent_secret_key", "腾讯云 SecretKey", "与 SecretId 配套的密钥，不会被打印", "") };
    SMS_TENCENT_APP_ID = text("sms_tencent_app_id", "sms.tencent_app_id", "腾讯云短信应用编号", "短信应用的 SmsSdkAppId", "");
    SMS_TENCENT_SIGN_NAME = text("sms_tencent_sign_name", "sms.tencent_sign_name", "腾讯云短信签名", "审核通过的签名，不带【】", "");
    SMS_TENCENT_TEMPLATES = list("sms_tencent_templates", "sms.tencent_templates", "腾讯云短信模板", "每种短信的模板编号，如 code=1234567、case_approved=1234568；code 必填，没有模板的短信不发送，种类见 README 的“短信模板”");
    SMS_TENCENT_REGION = text("sms_tencent_region", "sms.tencent_region", "腾讯云地域", "短信接口的地域", "ap-guangzhou");
    SMS_TENCENT_ENDPOINT = text("sms_tencent_endpoint", "sms.tencent_endpoint", "腾讯云接口地址", "短信接口的 https 地址，一般不用修改", "https://sms.tencentcloudapi.com");
    SMS_NUMBER_HOUR = bare("sms_number_hour", "sms.number_hour", "每号码每小时条数", "同一手机号每小时最多发送的短信条数", "5");
    SMS_NUMBER_DAY = bare("sms_number_day", "sms.number_day", "每号码每天条数", "同一手机号每天最多发送的短信条数", "10");
    SMS_ADDRESS_HOUR = bare("sms_address_hour", "sms.address_hour", "每来源地址每小时条数", "同一网络地址每小时最多请求的短信条数", "30");
    SMS_NETWORK_HOUR = bare("sms_network_hour", "sms.network_hour", "每网段每小时条数", "同一网段（IPv4 的 /24、IPv6 的 /48）每小时最多请求的短信条数", "200");
    SMS_INSTANCE_DAY = bare("sms_instance_day", "sms.instance_day", "全平台每天条数", "整个平台每天最多发送的短信条数", "2000");
    HALL_NETWORKS = list("hall_networks", "sms.hall_networks", "大厅网段", "办事大厅的出口地址或网段，来源地址和网段的条数放宽到十倍");
    DEMO_SMS_SHOWN = bare("demo_sms_shown", "sms.demo_shown", "演示时显示验证码", "仅在演示数据库中有效：把验证码直接显示在页面上", "true");

    IDENTITY_PROVIDER = text("identity_provider", "identity.provider", "身份认证方式", "none 表示只有线上、线下审核，alipay 表示另可用支付宝扫码认证，demo 仅供演示", "none");
    ALIPAY_GATEWAY = text("alipay_gateway", "identity.alipay_gateway", "支付宝网关", "支付宝开放平台的网关地址", "https://openapi.alipay.com/gateway.do");
    ALIPAY_APP_ID = text("alipay_app_id", "identity.alipay_app_id", "支付宝应用编号", "支付宝开放平台上应用的 APPID", "");
    ALIPAY_BIZ_CODE = text("alipay_biz_code", "identity.alipay_biz_code", "支付宝认证场景码", "与签约的产品一致：FACE 为人脸认证，SMART_FACE 为快捷认证", "FACE");
    ALIPAY_PRIVATE_KEY = text("alipay_private_key", "identity.alipay_private_key", "应用私钥文件", "存放应用私钥（RSA2）的文件，只能由运行本程序的用户读取", "");
    ALIPAY_PUBLIC_KEY = text("alipay_public_key", "identity.alipay_public_key", "支付宝公钥文件", "存放支付宝公钥的文件，注意不是应用公钥", "");
    CODE_SECONDS = bare("identity_code_seconds", "identity.code_seconds", "二维码更换秒数", "页面上的认证二维码隔多少秒换一张", "60");

    MAIL_PROVIDER = text("mail_provider", "mail.provider", "邮件通道", "none 表示不发邮件，smtp 表示经由下面的服务器给填写了邮箱的人发送结果通知", "none");
    MAIL_HOST = text("mail_host", "mail.host", "发信服务器", "发信（SMTP）服务器的域名，例如 smtp.example.gov.cn", "");
    MAIL_PORT = bare("mail_port", "mail.port", "发信端口", "0 表示随加密方式：tls 为 465，starttls 为 587，plain 为 25", "0");
    MAIL_SECURITY = text("mail_security", "mail.security", "发信加密方式", "tls、starttls，或只用于本机 127.0.0.1 的 plain", "tls");
    MAIL_USERNAME = text("mail_username", "mail.username", "发信用户名", "登录发信服务器的用户名，通常就是发信邮箱；服务器不要求登录时留空", "");
    MAIL_PASSWORD = Setting { secret: true, ..text("mail_password", "mail.password", "发信密码", "登录发信服务器的密码或授权码，不会被打印", "") };
    MAIL_SENDER = text("mail_sender", "mail.sender", "发信邮箱", "收信人看到的发件地址，发件人名称就是平台名称", "");

    EXTRA_CA = text("extra_ca", "connect.extra_ca", "附加根证书", "访问内网网关和邮件服务器时额外信任的一个 PEM 根证书文件", "");

    ARGON2_MEMORY_KIB = bare("argon2_memory_kib", "password.argon2_memory_kib", "口令散列内存（KiB）", "计算一次口令散列使用的内存，不低于 19456", "19456");
    ARGON2_TIME = bare("argon2_time", "password.argon2_time", "口令散列轮数", "计算一次口令散列的轮数，不低于 2", "2");
    ARGON2_LANES = bare("argon2_lanes", "password.argon2_lanes", "口令散列并行度", "计算一次口令散列的并行度，不低于 1", "1");

    BACKUP_FOLDER = text("backup_folder", "backup.folder", "备份文件夹", "每日备份写到哪里；不填时为实例文件夹下的 backups", "");
    BACKUP_DAILY = bare("backup_daily", "backup.daily", "保留日备份份数", "保留最近多少份每日备份", "7");
    BACKUP_WEEKLY = bare("backup_weekly", "backup.weekly", "保留周备份份数", "保留最近多少份每周备份", "4");
    BACKUP_TIME = text("backup_time", "backup.time", "备份时刻", "每天几点几分（北京时间）开始备份", "02:30");

    LOG_LEVEL = text("log_level", "log.level", "日志级别", "off、error、warn、info、debug、trace 之一", "info");
}

/// The setting the file holds at `path`.
pub fn by_path(path: &str) -> Option<&'static Setting> {
    ALL.iter().copied().find(|setting| !setting.path.is_empty() && setting.path == path)
}

/// The setting called `key` in the environment and behind `--set`.
pub fn by_key(key: &str) -> Option<&'static Setting> {
    ALL.iter().copied().find(|setting| setting.key == key)
}

/// The candidate that needs the fewest edits to become `word`.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    candidates.min_by_key(|candidate| edits(word, candidate))
}

fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, left) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_key_and_every_path_is_written_once() {
        let keys: BTreeSet<_> = ALL.iter().map(|setting| setting.key).collect();
        let paths: BTreeSet<_> = ALL.iter().map(|setting| setting.path).collect();
        assert_eq!((keys.len(), paths.len()), (ALL.len(), ALL.len()));
    }

    #[test]
    fn the_nearest_word_is_the_one_with_fewest_edits() {
        assert_eq!(edits("kitten", "sitting"), 3);
        assert_eq!(edits("", "abc"), 3);
        let paths = || ALL.iter().map(|setting| setting.path);
        assert_eq!(nearest("server.lisen", paths()), Some("server.listen"));
        assert_eq!(nearest("sms.webhok_url", paths()), Some("sms.webhook_url"));
    }
}
