//! Every page on every screen and in every mode: photographed, examined by axe, measured. What is wrong is gathered, so
//! that one walk tells it all.
use crate::driver::Screen;
use crate::window::{Window, target};
use serde_json::json;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// How a page is looked at.
#[derive(Clone, Copy, Debug)]
struct Look {
    screen: Screen,
    mode: &'static str,
    /// The smallest text in px.
    text: f64,
    /// The smallest thing to touch in px (WCAG 2.5.8; twice as much in the modes for large hands).
    touch: f64,
}

const fn look(screen: Screen, mode: &'static str, text: f64, touch: f64) -> Look {
    Look { screen, mode, text, touch }
}

const LOOKS: [Look; 4] = [
    look(Screen::Phone, "base", 13.0, 24.0),
    look(Screen::Phone, "elder", 18.0, 44.0),
    look(Screen::Kiosk, "kiosk", 18.0, 44.0),
    look(Screen::Desk, "base", 13.0, 24.0),
];

/// The pages shown so far and what is wrong with them.
#[derive(Default)]
pub struct Gallery {
    faults: RefCell<BTreeMap<String, Vec<String>>>,
    shown: RefCell<usize>,
}

impl Gallery {
    /// Shows the page on which the window stands in all its looks; the window is left as it was, the page loaded anew.
    #[track_caller]
    pub fn show(&self, window: &Window, name: &str) {
        let address = window.address();
        self.show_again(window, name, &[], || window.visit(&address));
    }

    /// Shows the page that `reach` comes to; for pages that are answers to a press. What the browser says is let pass
    /// where one of `expected` is in it.
    #[track_caller]
    pub fn show_again(&self, window: &Window, name: &str, expected: &[&str], reach: impl Fn()) {
        self.hear(window, name, expected);
        *self.shown.borrow_mut() += 1;
        let address = window.address();
        for look in LOOKS {
            dress(window, look, &address);
            reach();
            let said = format!("{:?} {}", look.screen, look.mode);
            self.keep(name, window.axe_violations(), &format!("{said}: axe"));
            let measured = window.measured();
            if measured.sideways > 0.0 {
                self.keep(name, vec![format!("{said}: scrolls sideways by {} px", measured.sideways)], "");
            }
            let (size, text) = &measured.smallest_text;
            if *size < look.text {
                self.keep(name, vec![format!("{said}: “{text}” is only {size} px high")], "");
            }
            let small = measured.targets.iter().filter(|(size, _)| *size < look.touch);
            let small = small.map(|(size, words)| format!("{said}: “{words}” is only {size:.1} px to touch"));
            self.keep(name, small.collect(), "");
            photograph(window, &format!("{name}-{:?}-{}", look.screen, look.mode).to_lowercase());
            self.hear(window, name, expected);
        }
    }

    /// Notes what the browser complained about; a message with one of `expected` in it is let pass.
    #[track_caller]
    pub fn hear(&self, window: &Window, name: &str, expected: &[&str]) {
        let loud = window.log().into_iter().filter(|(source, level, message)| {
            (level == "SEVERE" || source == "security")
                && !expected.iter().any(|known| message.contains(known))
        });
        self.keep(name, loud.map(|(_, _, message)| message).collect(), "log");
    }

    fn keep(&self, name: &str, faults: Vec<String>, kind: &str) {
        let mut kept = self.faults.borrow_mut();
        for fault in faults {
            let fault = if kind.is_empty() { fault } else { format!("{kind}: {fault}") };
            let pages = kept.entry(fault).or_default();
            if !pages.iter().any(|page| page == name) {
                pages.push(name.to_owned());
            }
        }
    }

    /// Fails if anything was wrong with any page.
    #[track_caller]
    pub fn close(self) {
        let faults = self.faults.into_inner();
        let told: Vec<String> =
            faults.iter().map(|(fault, pages)| format!("{fault}\n    on {}", pages.join(", "))).collect();
        assert!(told.is_empty(), "{} pages were shown:\n{}", self.shown.into_inner(), told.join("\n"));
    }
}

/// Makes the window a screen of this size in this mode; touched like one.
fn dress(window: &Window, look: Look, address: &str) {
    let (width, height) = look.screen.size();
    let touched = look.screen != Screen::Desk;
    let phone = look.screen == Screen::Phone;
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone });
    window.devtools("Emulation.setDeviceMetricsOverride", &size);
    window.devtools("Emulation.setTouchEmulationEnabled", &json!({ "enabled": touched }));
    let cookie = json!({ "name": "mode", "value": look.mode, "url": address });
    window.devtools("Network.setCookie", &cookie);
}

/// A picture of the whole page, kept as `screenshots/NAME.png` beside what cargo builds.
fn photograph(window: &Window, name: &str) {
    let asked = json!({ "format": "png", "captureBeyondViewport": true });
    let answer = window.devtools("Page.captureScreenshot", &asked);
    let text = answer["data"].as_str().expect("the protocol demands it");
    let png = data_encoding::BASE64.decode(text.as_bytes()).expect("the protocol demands it");
    let folder = target().join("screenshots");
    std::fs::create_dir_all(&folder).expect("what cargo builds can be written");
    std::fs::write(folder.join(format!("{name}.png")), png).expect("the folder is there");
}
