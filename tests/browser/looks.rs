//! What every page must be in a real browser: quiet, accessible, whole on every screen, easy to read and to touch.
use crate::window::{Window, target};
use serde_json::json;

impl Window<'_> {
    /// Fails if the browser logged an error or a violation of the content security policy since the last time; a
    /// message with one of `expected` in it, such as `status of 422`, is let pass.
    #[track_caller]
    pub fn assert_quiet(&self, expected: &[&str]) {
        let loud: Vec<String> = self
            .log()
            .into_iter()
            .filter(|(source, level, _)| level == "SEVERE" || source == "security")
            .map(|(_, _, message)| message)
            .filter(|message| !expected.iter().any(|known| message.contains(known)))
            .collect();
        assert!(loud.is_empty(), "{} is not quiet:\n{}", self.address(), loud.join("\n"));
    }

    /// What axe finds wrong with the page: each rule with the places it is broken.
    #[track_caller]
    pub fn axe_violations(&self) -> Vec<String> {
        const RUN: &str = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'], preload: false }).then(
              (result) => done(result.violations.map((rule) => `${rule.id}: ${rule.help}: `
                + rule.nodes.map((node) => node.html.slice(0, 160) + ' ' + node.failureSummary).join(' | '))),
              (fault) => done([String(fault)]));";
        let path = target().join("axe/axe.min.js");
        let source = std::fs::read_to_string(&path)
            .unwrap_or_else(|fault| panic!("{} (scripts/test fetches it): {fault}", path.display()));
        self.run(&source, &json!([]));
        let found = self.run_until_answered(RUN);
        let told = found.as_array().expect("the script above gives a list");
        told.iter().map(|rule| rule.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Fails if axe finds anything wrong with the page.
    #[track_caller]
    pub fn assert_accessible(&self) {
        let found = self.axe_violations();
        assert!(found.is_empty(), "{} is not accessible:\n{}", self.address(), found.join("\n"));
    }

    /// Measures the page as it stands.
    #[track_caller]
    pub fn measured(&self) -> Measured {
        let told = self.run(include_str!("measure.js"), &json!([]));
        let target = |entry: &serde_json::Value| {
            (entry["size"].as_f64().unwrap_or(0.0), entry["words"].as_str().unwrap_or_default().to_owned())
        };
        Measured {
            sideways: told["over"].as_f64().unwrap_or(f64::MAX),
            smallest_text: (
                told["smallest"]["size"].as_f64().unwrap_or(0.0),
                told["smallest"]["text"].as_str().unwrap_or_default().to_owned(),
            ),
            targets: told["targets"]
                .as_array()
                .map(|all| all.iter().map(target).collect())
                .unwrap_or_default(),
        }
    }
}

/// A page in CSS pixels.
#[derive(Debug)]
pub struct Measured {
    /// How much wider the page is than its window.
    pub sideways: f64,
    /// The size of the smallest text, and that text.
    pub smallest_text: (f64, String),
    /// The shorter side of everything that can be touched, and its words.
    pub targets: Vec<(f64, String)>,
}

impl Measured {
    /// Fails if the page is wider than its window.
    #[track_caller]
    pub fn fits(&self) -> &Self {
        assert!(self.sideways <= 0.0, "the page scrolls sideways by {} px", self.sideways);
        self
    }

    /// Fails if any text is smaller than this many px.
    #[track_caller]
    pub fn reads_from(&self, least: f64) -> &Self {
        let (size, text) = &self.smallest_text;
        assert!(*size >= least, "“{text}” is only {size} px high");
        self
    }

    /// Fails if anything to touch is smaller than this many px.
    #[track_caller]
    pub fn touches_from(&self, least: f64) -> &Self {
        let small: Vec<_> = self.targets.iter().filter(|(size, _)| *size < least).collect();
        assert!(small.is_empty(), "too small to touch: {small:?}");
        self
    }
}
