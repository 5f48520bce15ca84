//! Keys of the operator as files, and who may have the invented service.

use super::*;
use crate::config::{AlipayWay, Typed};
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

/// A folder of one test, with key files in it.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("zhangfang-{}-{test}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn put(&self, name: &str, vector: &str, mode: u32) -> PathBuf {
        let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/alipay");
        let path = self.0.join(name);
        std::fs::copy(vectors.join(vector), &path).unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        path
    }

    /// What the start says when the two files hold these vectors.
    fn start(&self, private: (&str, u32), public: &str) -> Result<&'static str, Trouble> {
        let mut config = Config::for_test(&self.0);
        config.identity = IdentityRoute::Alipay(AlipaySettings {
            gateway: "https://openapi.alipay.com/gateway.do".into(),
            app_id: "2021000000000001".into(),
            way: AlipayWay::Face,
            private_key: self.put("app", private.0, private.1),
            public_key: self.put("alipay", public, 0o644),
        });
        configured(&config).map(|service| service.expect("alipay is a service").name())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn sound_keys_make_a_service() {
    let folder = Folder::new("sound-keys");
    assert_eq!(folder.start(("test_app_key_pkcs1.pem", 0o600), "gw_pub.pem"), Ok("alipay"));
    assert_eq!(configured(&Config::for_test(&folder.0)).unwrap().map(|service| service.name()), None);
}

#[test]
fn bad_keys_stop_the_start_with_one_sentence_each() {
    let folder = Folder::new("bad-keys");
    let good = ("test_app_key_pkcs8.pem", 0o600);
    for (private, public, said) in [
        (good, "test_app_pub.pem", "应用公钥"),
        (good, "test_small_pub.pem", "1024 位"),
        (("test_small_key.pem", 0o600), "gw_pub.pem", "1024 位"),
        (("test_app_pub.pem", 0o600), "gw_pub.pem", "里放的是公钥"),
        (("test_app_key_pkcs8.pem", 0o640), "gw_pub.pem", "chmod 600"),
        (("test_app_key_pkcs8.pem", 0o604), "gw_pub.pem", "chmod 600"),
    ] {
        let trouble = folder.start(private, public).unwrap_err();
        assert_eq!(trouble.exit, Exit::Settings, "{trouble}");
        let whole =
            trouble.text.contains(said) && trouble.text.ends_with('。') && trouble.text.contains("请");
        assert!(whole && trouble.text.lines().count() == 1, "{trouble}");
    }
    let both = folder.start(("test_ec_key.pem", 0o600), "test_app_key_pkcs1.pem").unwrap_err();
    assert_eq!(both.text.lines().count(), 2, "{both}");
}

#[test]
fn the_invented_service_is_for_demonstrations_only() {
    let config = |provider: Option<&str>| {
        let set = provider.map(|provider| format!("identity_provider={provider}")).into_iter().collect();
        Config::read(&Typed { set, ..Typed::default() }, &|_| None, None, "").unwrap()
    };
    let refused = refuse_demo_in_production(&config(Some("demo"))).unwrap_err();
    assert_eq!(refused.exit, Exit::Settings);
    assert!(refused.text.contains("identity_provider") && refused.text.ends_with('。'), "{refused}");
    assert_eq!(refuse_demo_in_production(&config(None)), Ok(()));
    assert_eq!(of_demonstration(config(None)).identity, IdentityRoute::Demo);
    assert_eq!(of_demonstration(config(Some("none"))).identity, IdentityRoute::None);
}
