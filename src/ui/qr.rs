//! QR codes (ISO/IEC 18004) as SVG with the quiet zone of four modules, so that a phone reads them off any screen.
use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};
use qrcode::{Color, EcLevel, QrCode};

/// The text does not fit any QR code (about 2,300 bytes).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QrTooLong;

impl std::fmt::Display for QrTooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("qr: text too long")
    }
}

impl std::error::Error for QrTooLong {}

const QUIET: usize = 4;

/// The code for `text`; `label` says in words what it is for.
pub fn qr(text: &str, label: &str) -> Result<Markup, QrTooLong> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| QrTooLong)?;
    let side = code.width() + 2 * QUIET;
    let mut path = String::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (place % code.width() + QUIET, place / code.width() + QUIET);
            write!(path, "M{x} {y}h1v1h-1z").map_err(|_| QrTooLong)?;
        }
    }
    Ok(html! {
        svg.qr role="img" aria-label=(label) viewBox={ "0 0 " (side) " " (side) } shape-rendering="crispEdges" {
            (PreEscaped(format!("<path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{path}\"/>")))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_dark_module_stands_four_modules_in() {
        let drawn = qr("http://192.168.1.2/v/abc", "用手机<扫>").expect("short").into_string();
        assert!(drawn.contains("d=\"M4 4h1v1h-1z") && !drawn.contains("M3 "));
        assert!(drawn.contains("aria-label=\"用手机&lt;扫&gt;\"") && drawn.contains("viewBox=\"0 0 33 33\""));
    }

    #[test]
    fn a_text_beyond_every_code_is_refused() {
        assert_eq!(qr(&"长".repeat(2000), "码").err(), Some(QrTooLong));
    }
}
