use super::*;
use std::collections::HashMap;

fn read(file: &str, env: &[(&str, &str)], typed: &Typed) -> Result<Config, Vec<ConfigFault>> {
    let env: HashMap<String, String> = env.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
    Config::read(typed, &|name| env.get(name).cloned(), Some(file), FILE_NAME)
}

fn faults(file: &str) -> Vec<String> {
    read(file, &[], &Typed::default()).unwrap_err().iter().map(ConfigFault::to_string).collect()
}

fn line<'a>(config: &'a Config, key: &str) -> &'a DumpLine {
    config.dump().iter().find(|line| line.key == key).unwrap()
}

#[test]
fn nothing_typed_gives_the_defaults() {
    let config = read("", &[], &Typed::default()).unwrap();
    assert_eq!(config.instance, PathBuf::from("./instance"));
    assert_eq!(config.public_origin.to_string(), "http://127.0.0.1:8000");
    assert_eq!(config.sponsor, "本县财政局");
    assert_eq!(config.working_days, 5);
    assert_eq!(config.upload_limit, 20 * 1024 * 1024);
    assert_eq!((config.upload_kb, config.upload_kb_transfer_proof), (500, 200));
    assert_eq!(config.argon2, Argon2Cost { memory_kib: 19_456, time: 2, lanes: 1 });
    assert_eq!(config.sms_budgets.instance_day, 2000);
    assert_eq!(config.backup.folder, PathBuf::from("./instance/backups"));
    assert_eq!((config.backup.daily, config.backup.weekly, config.backup.minute_of_day), (7, 4, 150));
    assert_eq!(config.sms, SmsRoute::None);
    assert!(config.workers >= 1 && config.cache > 0);
}

#[test]
fn a_flag_wins_over_the_environment_and_the_environment_over_the_file() {
    let file = "[server]\nlisten = \"127.0.0.1:1\"\n[office]\nworking_days = 3\nsite_name = \"甲\"\n";
    let env =
        [("ZHANGFANG_LISTEN", "127.0.0.1:2"), ("ZHANGFANG_SITE_NAME", "乙"), ("ZHANGFANG_WORKING_DAYS", "")];
    let typed = Typed { listen: Some("127.0.0.1:3".to_owned()), ..Typed::default() };
    let config = read(file, &env, &typed).unwrap();
    assert_eq!((config.listen.port(), config.site_name.as_str(), config.working_days), (3, "乙", 3));
    assert_eq!(line(&config, "listen").origin, Origin::Flag("--listen".to_owned()));
    assert_eq!(line(&config, "site_name").origin, Origin::Environment("ZHANGFANG_SITE_NAME".to_owned()));
    assert_eq!(line(&config, "working_days").origin, Origin::File(FILE_NAME.to_owned()));
    assert_eq!(line(&config, "cache_mb").origin, Origin::Default);
}

#[test]
fn a_set_flag_reaches_settings_without_a_flag_of_their_own() {
    let typed = Typed { set: vec!["working_days=9".to_owned()], ..Typed::default() };
    assert_eq!(read("", &[], &typed).unwrap().working_days, 9);
    let typed = Typed { set: vec!["workin_days=9".to_owned(), "listen".to_owned()], ..Typed::default() };
    let faults = read("", &[], &typed).unwrap_err();
    assert!(faults[0].text.contains("working_days"), "{}", faults[0]);
    assert!(faults[1].text.contains("listen = 值"), "{}", faults[1]);
}

#[test]
fn every_fault_is_told_at_once_with_setting_value_origin_and_remedy() {
    let told = faults(
        "[server]\nlisten = \"here\"\nlisen = 1\n[office]\nworking_days = 0\n[password]\nargon2_memory_kib = 1024\n[nowhere]\nx = 1\n",
    );
    assert_eq!(told.len(), 5, "{told:?}");
    assert!(told.iter().all(|text| text.ends_with('。') && text.contains("zhangfang.toml")), "{told:?}");
    assert!(told.iter().any(|text| text.contains("server.lisen") && text.contains("“server.listen”")));
    assert!(
        told.iter().any(|text| text.contains("监听地址") && text.contains("“here”") && text.contains("请"))
    );
    assert!(told.iter().any(|text| text.contains("口令散列内存") && text.contains("19456")));
}

#[test]
fn a_place_for_pictures_takes_no_more_than_the_guide_allows() {
    let set =
        |kb: &str, proof: &str| format!("[storage]\nupload_kb = {kb}\nupload_kb_transfer_proof = {proof}\n");
    let config = read(&set("300", "120"), &[], &Typed::default()).unwrap();
    assert_eq!((config.upload_kb, config.upload_kb_transfer_proof), (300, 120));
    assert!(read(&set("500", "500"), &[], &Typed::default()).is_ok());
    for (kb, proof) in [("501", "200"), ("99", "200"), ("500", "501"), ("500", "49")] {
        assert_eq!(faults(&set(kb, proof)).len(), 1, "{kb} {proof}");
    }
}

#[test]
fn a_file_that_is_not_toml_names_the_line() {
    let told = faults("[server]\nlisten = \n");
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("第 2 行"), "{told:?}");
}

#[test]
fn a_table_where_a_value_belongs_is_a_fault() {
    assert_eq!(faults("[server.listen]\nport = 1\n").len(), 1);
    assert_eq!(faults("listen = 1\n").len(), 1);
}

#[test]
fn the_instance_folder_is_not_for_the_file_to_say() {
    assert_eq!(faults("instance = \"x\"\n").len(), 1);
    let typed = Typed { instance: Some("/srv/a".to_owned()), ..Typed::default() };
    assert_eq!(Config::instance_folder(&typed, &|_| Some("/srv/b".to_owned())), PathBuf::from("/srv/a"));
    assert_eq!(
        Config::instance_folder(&Typed::default(), &|_| Some("/srv/b".to_owned())),
        PathBuf::from("/srv/b")
    );
}

#[test]
fn certificate_and_key_come_together_and_need_an_https_origin() {
    let alone = faults("[server]\ntls_certificate = \"tls/a.pem\"\n");
    assert!(alone[0].contains("TLS 私钥文件"), "{alone:?}");
    let both = "[server]\ntls_certificate = \"a\"\ntls_key = \"b\"\n";
    assert!(read(both, &[], &Typed::default()).unwrap().public_origin.is_https());
    let plain = format!("{both}public_origin = \"http://kj.gov.cn\"\n");
    assert!(faults(&plain)[0].contains("https"));
}

#[test]
fn a_webhook_needs_its_address_and_its_secret() {
    assert_eq!(faults("[sms]\nprovider = \"webhook\"\n").len(), 2);
    assert_eq!(faults("[sms]\nprovider = \"pigeon\"\n").len(), 1);
    let plain = "[sms]\nprovider = \"webhook\"\nwebhook_url = \"http://sms.gov.cn/\"\nwebhook_secret = \"0123456789abcdef\"\n";
    let told = faults(plain);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("https"));
    let sound = plain.replace("http:", "https:");
    assert!(matches!(read(&sound, &[], &Typed::default()).unwrap().sms, SmsRoute::Webhook { .. }));
}

const ALIYUN: &str = "[sms]\nprovider = \"aliyun\"\naliyun_key_id = \"LTAI5t\"\naliyun_key_secret = \"0123456789abcdef\"\n\
    aliyun_sign_name = \"某县财政局\"\naliyun_templates = [\"code=SMS_1\", \"case_approved=SMS_2\"]\n";

#[test]
fn a_provider_needs_its_keys_its_signature_and_a_template_for_codes() {
    let told = faults("[sms]\nprovider = \"aliyun\"\n");
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[3].contains("验证码短信的模板"), "{told:?}");
    assert_eq!(faults("[sms]\nprovider = \"tencent\"\n").len(), 5);
    let sound = read(ALIYUN, &[], &Typed::default()).unwrap();
    let SmsRoute::Aliyun { key_id, contract, .. } = &sound.sms else { panic!("{:?}", sound.sms) };
    assert_eq!((key_id.as_str(), contract.endpoint.as_str()), ("LTAI5t", "https://dysmsapi.aliyuncs.com/"));
    assert_eq!(contract.templates["case_approved"], "SMS_2");
    let left = sound.sms.left_behind();
    assert!(left.contains(&"case_rejected") && !left.contains(&"code") && left.len() == 9, "{left:?}");
    let tencent = ALIYUN
        .replace("aliyun_key_id", "tencent_secret_id")
        .replace("aliyun_key_secret", "tencent_secret_key");
    let tencent = tencent.replace("aliyun", "tencent") + "tencent_app_id = \"1400000000\"\n";
    let SmsRoute::Tencent { region, contract, .. } = read(&tencent, &[], &Typed::default()).unwrap().sms
    else {
        panic!("{tencent}")
    };
    assert_eq!(
        (region.as_str(), contract.endpoint.as_str()),
        ("ap-guangzhou", "https://sms.tencentcloudapi.com/")
    );
}

#[test]
fn a_provider_s_settings_are_checked_one_by_one_and_told_at_once() {
    for (typed, instead, said) in [
        ("\"code=SMS_1\", ", "", "验证码短信的模板"),
        ("code=SMS_1", "code", "短信种类=模板编号"),
        ("case_approved=", "case_aproved=", "“case_approved”"),
        ("case_approved=", "code=", "写了两次"),
        ("LTAI5t", "LT AI", "原样复制"),
        ("aliyun_sign", "aliyun_endpoint = \"http://dysmsapi.aliyuncs.com\"\naliyun_sign", "https"),
        ("aliyun_sign", "aliyun_endpoint = \"https://a.cn/send\"\naliyun_sign", "只写到主机名"),
    ] {
        let told = faults(&ALIYUN.replacen(typed, instead, 1));
        assert!(told.len() == 1 && told[0].contains(said), "{instead}: {told:?}");
    }
    let loopback = ALIYUN.replace("aliyun_sign", "aliyun_endpoint = \"http://127.0.0.1:81\"\naliyun_sign");
    assert!(read(&loopback, &[], &Typed::default()).is_ok());
    let debug = format!("{:?}", read(ALIYUN, &[], &Typed::default()).unwrap());
    assert!(!debug.contains("0123456789abcdef"), "{debug}");
}

#[test]
fn a_secret_appears_in_no_fault_no_dump_and_no_debug() {
    let told = faults("[sms]\nwebhook_secret = \"hunter2\"\n");
    assert!(!told[0].contains("hunter2"), "{told:?}");
    let config = read("[sms]\nwebhook_secret = \"hunter2hunter2hunter2\"\n", &[], &Typed::default()).unwrap();
    assert_eq!(line(&config, "sms_webhook_secret").value, "***");
    assert!(!format!("{config:?}").contains("hunter2"));
}

#[test]
fn the_dump_holds_every_setting_once_with_derived_values() {
    let config = read("", &[], &Typed::default()).unwrap();
    assert_eq!(config.dump().len(), SETTINGS.len());
    assert_eq!(line(&config, "sponsor").value, "本县财政局");
    assert_eq!(line(&config, "public_origin").to_string(), "public_origin = http://127.0.0.1:8000  # 默认值");
}

#[test]
fn the_example_file_names_every_setting_and_changes_nothing() {
    let example = Config::example_toml();
    assert_eq!(read(&example, &[], &Typed::default()).unwrap().dump().len(), SETTINGS.len());
    let uncommented: String = example
        .lines()
        .map(|line| if line.contains(" = ") { line.trim_start_matches("# ") } else { line })
        .map(|line| format!("{line}\n"))
        .collect();
    let config = read(&uncommented, &[], &Typed::default()).unwrap();
    let said = config.dump().iter().filter(|line| line.origin != Origin::Default).count();
    assert_eq!(said, SETTINGS.len() - 1, "all but the instance folder stand in the file");
    let defaults = read("", &[], &Typed::default()).unwrap();
    for (left, right) in config.dump().iter().zip(defaults.dump()) {
        assert_eq!(left.value, right.value);
    }
}

#[test]
fn binding_port_0_moves_the_derived_origin_but_not_a_given_one() {
    let real: SocketAddr = "127.0.0.1:4321".parse().unwrap();
    let config = Config::for_test(Path::new("somewhere")).bound_to(real);
    assert_eq!(config.public_origin.to_string(), "http://127.0.0.1:4321");
    assert!(config.accepts_host("LOCALHOST:4321") && config.accepts_host("127.0.0.1:4321"));
    assert!(!config.accepts_host("evil.example") && !config.accepts_host("localhost"));
    let typed = Typed { public_origin: Some("https://kj.gov.cn".to_owned()), ..Typed::default() };
    let config = read("[server]\nextra_hosts = [\"kj.neiwang\"]\n", &[], &typed).unwrap().bound_to(real);
    assert_eq!(config.public_origin.to_string(), "https://kj.gov.cn");
    assert!(config.accepts_host("kj.gov.cn") && config.accepts_host("kj.neiwang"));
}

#[test]
fn proxies_and_halls_are_known_by_their_networks() {
    let file = "[server]\ntrusted_proxies = [\"10.0.0.1\"]\n[sms]\nhall_networks = [\"10.9.0.0/16\", \"fd00::/8\"]\n";
    let config = read(file, &[], &Typed::default()).unwrap();
    assert!(
        config.trusts_proxy("10.0.0.1".parse().unwrap()) && !config.trusts_proxy("10.0.0.2".parse().unwrap())
    );
    assert!(config.is_hall("10.9.1.1".parse().unwrap()) && !config.is_hall("10.8.1.1".parse().unwrap()));
    assert_eq!(faults("[sms]\nhall_networks = [\"hall\"]\n").len(), 1);
}
