//! chromedriver, spoken to in the W3C WebDriver protocol: JSON over a plain connection.
use crate::process::{Running, exchange};
use serde_json::{Value, json};
use std::process::Command;

/// How often a port is looked for.
const TRIES: usize = 5;

/// A running chromedriver; the windows it opened close before it ends.
pub struct Driver {
    running: Running,
}

impl Driver {
    /// Starts chromedriver on a free port.
    #[track_caller]
    pub fn start() -> Self {
        // The port stands at the end of the line, before a full stop.
        fn found(line: &str) -> Option<&str> {
            line.split_once("started successfully on port ").map(|(_, port)| port.trim_end_matches('.'))
        }
        // It takes a free port of IPv6 and then wants the same one of IPv4, where somebody else may have it.
        for _ in 0..TRIES {
            match Running::start(Command::new("chromedriver").arg("--port=0"), found) {
                Ok(running) => return Self { running },
                Err(said) if said.contains("Address already in use") => {}
                Err(said) => panic!("chromedriver (scripts/test installs it): {said}"),
            }
        }
        panic!("chromedriver found no free port in {TRIES} tries");
    }

    /// One command; the answer's value, or what the driver says about its failure.
    pub fn command(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let address = format!("http://127.0.0.1:{}", self.running.address);
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let headers = ["Content-Type: application/json; charset=utf-8"];
        let response = exchange::send(&address, method, path, &headers, body.as_bytes())
            .map_err(|fault| format!("{method} {path}: {fault}"))?;
        let mut answer: Value = serde_json::from_slice(&response.body)
            .map_err(|fault| format!("{fault}: {}", response.text()))?;
        if response.status == 200 {
            return Ok(answer["value"].take());
        }
        Err(answer["value"]["message"].as_str().unwrap_or("no reason given").to_owned())
    }
}

/// The size of the window a person looks through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// 390 × 844 at a phone's density, touched.
    Phone,
    /// 1280 × 900.
    Desk,
    /// 1080 × 1920, standing in the service hall.
    Kiosk,
}

impl Screen {
    /// Every screen that pages are tried on.
    pub const ALL: [Screen; 3] = [Screen::Phone, Screen::Desk, Screen::Kiosk];

    /// Width and height in CSS pixels.
    pub fn size(self) -> (u32, u32) {
        match self {
            Screen::Phone => (390, 844),
            Screen::Desk => (1280, 900),
            Screen::Kiosk => (1080, 1920),
        }
    }
}

/// Whether pages may run scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    /// As in any browser.
    On,
    /// Switched off in the browser's settings; the driver's own scripts still run.
    Off,
}

/// What a phone's browser says it is.
const MOBILE: &str = "Mozilla/5.0 (Linux; Android 14; HarmonyOS) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 \
    Mobile Safari/537.36";

/// What is asked of chromedriver for a new window.
pub fn capabilities(screen: Screen, scripts: Scripts, profile: &std::path::Path) -> Value {
    let (width, height) = screen.size();
    let mut options = json!({
        "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=zh-CN", "--no-proxy-server",
            format!("--user-data-dir={}", profile.display()),
            format!("--window-size={width},{height}"),
        ],
        // 1 allows and 2 forbids scripts.
        "prefs": { "profile.managed_default_content_settings.javascript": if scripts == Scripts::On { 1 } else { 2 } },
    });
    if screen == Screen::Phone {
        let metrics =
            json!({ "width": width, "height": height, "pixelRatio": 3.0, "touch": true, "mobile": true });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics, "userAgent": MOBILE });
    }
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": options,
    } } })
}
