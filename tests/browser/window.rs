//! One window of a real browser, used by the words a person reads.
use crate::driver::{Driver, Screen, Scripts, capabilities};
use crate::process::{Folder, PATIENCE};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The key under which WebDriver wraps an element (W3C WebDriver, 11).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A window with a profile of its own: nothing is shared with other windows.
pub struct Window<'d> {
    driver: &'d Driver,
    session: String,
    scripts: Scripts,
    _profile: Folder,
}

/// Cargo's folder for what is built, where pictures and the accessibility engine are kept.
pub fn target() -> PathBuf {
    let built = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    Path::new(env!("CARGO_MANIFEST_DIR")).join(built.unwrap_or_else(|| "target".into()))
}

impl<'d> Window<'d> {
    /// Opens a window; the name tells its profile from those of other windows.
    #[track_caller]
    pub fn open(driver: &'d Driver, name: &str, screen: Screen, scripts: Scripts) -> Self {
        let profile = Folder::new(&format!("profile-{name}"));
        let asked = capabilities(screen, scripts, profile.path());
        let answer =
            driver.command("POST", "/session", &asked).unwrap_or_else(|said| panic!("no window: {said}"));
        let session = answer["sessionId"].as_str().expect("the protocol demands it").to_owned();
        let window = Self { driver, session, scripts, _profile: profile };
        if screen != Screen::Phone {
            // The window's size counts its frame; the page's own size is set here.
            let (width, height) = screen.size();
            let metrics =
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            window.devtools("Emulation.setDeviceMetricsOverride", &metrics);
        }
        window
    }

    /// Opens an address and waits until the page is loaded.
    #[track_caller]
    pub fn visit(&self, address: &str) {
        self.post("url", &json!({ "url": address }));
    }

    /// Goes back as the browser's own button does.
    #[track_caller]
    pub fn back(&self) {
        self.post("back", &json!({}));
    }

    /// The address of the page shown.
    #[track_caller]
    pub fn address(&self) -> String {
        let answer = self.driver.command("GET", &self.path("url"), &Value::Null);
        answer.ok().and_then(|address| address.as_str().map(str::to_owned)).expect("a window has an address")
    }

    /// Waits until the window stands at this path, wherever it is led from.
    #[track_caller]
    pub fn arrive(&self, path: &str, patience: Duration) {
        let until = Instant::now() + patience;
        while !self.address().ends_with(path) {
            assert!(Instant::now() < until, "{} never becomes {path}:\n{}", self.address(), self.text());
            std::thread::park_timeout(Duration::from_millis(20));
        }
    }

    /// What a person reads on the page.
    #[track_caller]
    pub fn text(&self) -> String {
        self.run("return document.body ? document.body.innerText : ''", &json!([]))
            .as_str()
            .unwrap_or("")
            .to_owned()
    }

    /// Writes into the field of this label, in place of what it held; a legend may stand before: `出生日期/年`.
    #[track_caller]
    pub fn fill(&self, label: &str, text: &str) {
        let field = self.find("text", label);
        self.post(&format!("element/{field}/clear"), &json!({}));
        self.post(&format!("element/{field}/value"), &json!({ "text": text }));
    }

    /// What stands in the field of this label.
    #[track_caller]
    pub fn value(&self, label: &str) -> String {
        let field = self.find("text", label);
        let value = self.run("return arguments[0].value", &json!([{ ELEMENT: field }]));
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Takes the option of these words from the list, or from the radio buttons under the legend, of this name.
    #[track_caller]
    pub fn choose(&self, label: &str, option: &str) {
        let Ok(list) = self.look("list", label) else {
            return self.tick(&self.find("radio", &format!("{label}/{option}")));
        };
        const TAKE: &str = "const [list, words] = arguments;
            const option = [...list.options].find((o) => o.text.trim() === words && !o.disabled);
            if (!option) return [...list.options].map((o) => o.text.trim()).join(', ');
            if (option.selected) return null;
            option.selected = true;
            for (const kind of ['input', 'change']) list.dispatchEvent(new Event(kind, { bubbles: true }));
            return null";
        // The list that drops down is not part of the page, so it is the only thing that is not clicked.
        let offered = self.run(TAKE, &json!([{ ELEMENT: list }, option]));
        assert!(offered.is_null(), "{label} offers no “{option}” but {offered}");
    }

    /// Ticks the box of this label, or takes the tick out.
    #[track_caller]
    pub fn check(&self, label: &str) {
        self.tick(&self.find("box", label));
    }

    /// A box may be drawn by its label, with the real one beneath; then the label is what a person touches.
    #[track_caller]
    fn tick(&self, element: &str) {
        if self.click(element).is_err() {
            let label = self.run("return arguments[0].labels[0]", &json!([{ ELEMENT: element }]));
            let label = label[ELEMENT].as_str().expect("it was found by its label").to_owned();
            self.click(&label).unwrap_or_else(|said| panic!("neither box nor label can be touched: {said}"));
        }
    }

    /// Clicks in the middle of an element, if nothing lies over it. chromedriver's own click never returns where
    /// scripts are off, so there the mouse is moved by hand.
    fn click(&self, element: &str) -> Result<(), String> {
        const MIDDLE: &str = "const element = arguments[0];
            element.scrollIntoView({ block: 'center', behavior: 'instant' });
            const box = element.getClientRects()[0];
            if (!box) return 'it is not shown';
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            const hit = document.elementFromPoint(x, y);
            const touched = hit && (element.contains(hit) || [...(element.labels || [])].some((l) => l.contains(hit)));
            return touched ? { x, y } : 'something lies over it';";
        if self.scripts == Scripts::On {
            let click = self.path(&format!("element/{element}/click"));
            return self.driver.command("POST", &click, &json!({})).map(drop);
        }
        let place = self.run(MIDDLE, &json!([{ ELEMENT: element }]));
        if let Some(said) = place.as_str() {
            return Err(said.to_owned());
        }
        for kind in ["mousePressed", "mouseReleased"] {
            let (x, y) = (&place["x"], &place["y"]);
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.devtools("Input.dispatchMouseEvent", &event);
        }
        Ok(())
    }

    /// Chooses the file at this path for the file field of this label.
    #[track_caller]
    pub fn attach(&self, label: &str, file: &Path) {
        let field = self.find("file", label);
        self.post(&format!("element/{field}/value"), &json!({ "text": file.to_string_lossy() }));
    }

    /// Presses the button of these words.
    #[track_caller]
    pub fn press(&self, words: &str) {
        let button = self.find("button", words);
        // A part of the page that follows something may have been drawn anew since the look.
        let again = |said: String| match said.contains("stale element") {
            true => self.click(&self.find("button", words)),
            false => Err(said),
        };
        let pressed = self.click(&button).or_else(again);
        pressed.unwrap_or_else(|said| panic!("“{words}” cannot be pressed: {said}"));
    }

    /// Follows the link of these words.
    #[track_caller]
    pub fn follow(&self, words: &str) {
        let link = self.find("link", words);
        self.click(&link).unwrap_or_else(|said| panic!("“{words}” cannot be followed: {said}"));
    }

    /// Waits until the page shows these words, over page loads and events.
    #[track_caller]
    pub fn wait_for(&self, words: &str) {
        self.wait_at_most(words, PATIENCE);
    }

    /// Waits until the page shows these words; later than `patience` is a failure.
    #[track_caller]
    pub fn wait_at_most(&self, words: &str, patience: Duration) {
        let until = Instant::now() + patience;
        let mut text = self.text();
        while !text.contains(words) {
            if Instant::now() > until {
                panic!("{} should show “{words}” and shows:\n{text}", self.address());
            }
            // A browser that is asked without pause has no time left for its page.
            std::thread::park_timeout(Duration::from_millis(30));
            text = self.text();
        }
    }

    /// Fails if the page shows these words.
    #[track_caller]
    pub fn misses(&self, words: &str) {
        let text = self.text();
        assert!(!text.contains(words), "{} should not show “{words}”:\n{text}", self.address());
    }

    /// Runs a script of the tests in the page (the page's content security policy does not bind it).
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &Value) -> Value {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Runs a script whose last argument is the function that takes its answer.
    #[track_caller]
    pub fn run_until_answered(&self, script: &str) -> Value {
        self.post("execute/async", &json!({ "script": script, "args": [] }))
    }

    /// What the browser wrote to its log since the last time: (source, level, message).
    #[track_caller]
    pub fn log(&self) -> Vec<(String, String, String)> {
        let entries = self.post("se/log", &json!({ "type": "browser" }));
        let part = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .map(|entry| (part(entry, "source"), part(entry, "level"), part(entry, "message")))
            .collect()
    }

    /// A picture of what the window shows, as PNG; kept as `screenshots/NAME.png` beside what cargo builds.
    #[track_caller]
    pub fn picture(&self, name: &str) -> Vec<u8> {
        let answer = self.driver.command("GET", &self.path("screenshot"), &Value::Null);
        let text = answer.unwrap_or_else(|said| panic!("no picture: {said}"));
        let text = text.as_str().expect("the protocol demands it");
        let png = data_encoding::BASE64.decode(text.as_bytes()).expect("the protocol demands it");
        let folder = target().join("screenshots");
        std::fs::create_dir_all(&folder).expect("what cargo builds can be written");
        std::fs::write(folder.join(format!("{name}.png")), &png).expect("the folder is there");
        png
    }

    /// A command of the browser's own protocol, for what WebDriver cannot say.
    #[track_caller]
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    #[track_caller]
    fn find(&self, kind: &str, words: &str) -> String {
        self.look(kind, words)
            .unwrap_or_else(|said| panic!("{}: {said}\nThe page shows:\n{}", self.address(), self.text()))
    }

    #[track_caller]
    fn look(&self, kind: &str, words: &str) -> Result<String, String> {
        let found = self.run(include_str!("find.js"), &json!([kind, words]));
        match found[ELEMENT].as_str() {
            Some(element) => Ok(element.to_owned()),
            None => Err(found.as_str().unwrap_or("nothing found").to_owned()),
        }
    }

    fn path(&self, command: &str) -> String {
        format!("/session/{}/{command}", self.session)
    }

    #[track_caller]
    fn post(&self, command: &str, body: &Value) -> Value {
        self.driver
            .command("POST", &self.path(command), body)
            .unwrap_or_else(|said| panic!("the browser could not {command}: {said}"))
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        let _ = self.driver.command("DELETE", &format!("/session/{}", self.session), &Value::Null);
    }
}
