//! What was pasted and ticked; the file of a letter is read by its route.

use super::actions::Paper;
use crate::envelope::Card;
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed};

/// The field of a card.
pub const CARD: &str = "card";
/// The tick that the words were compared by telephone.
pub const COMPARED: &str = "compared";
/// The field of the file.
pub const FILE: &str = "letter";
/// The field of the text on the paper.
pub const PAPER: &str = "paper";

/// A card somebody has pasted.
pub struct Pasted(pub Card);

/// A card whose words were compared.
pub struct Compared(pub Card);

/// A file that was carried here, with the text of its paper if that came too.
pub struct Carried {
    /// The file.
    pub bytes: Vec<u8>,
    /// What its paper says.
    pub paper: Option<Paper>,
}

impl Meaning for Pasted {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        card(typed).map(Pasted)
    }
}

impl Meaning for Compared {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let card = card(typed)?;
        if typed.text(COMPARED) == "true" {
            return Ok(Compared(card));
        }
        let mut faults = Faults::new();
        faults.push(COMPARED, "请先打电话与对方逐词核对，全部一致后再打勾确认。");
        Err(faults)
    }
}

/// The card in the field.
pub fn card(typed: &Typed) -> Result<Card, Faults> {
    Card::parse(typed.text(CARD)).map_err(|wrong| {
        let mut faults = Faults::new();
        faults.push(CARD, wrong.to_string());
        faults
    })
}

impl Meaning for Carried {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let [bytes] = typed.files(FILE) else {
            faults.push(FILE, "请选择一个电子函文件：对方交来的调转函或者回执。");
            return Err(faults);
        };
        let paper = typed.given(PAPER).map(Paper::parse);
        if paper == Some(None) {
            faults.push(PAPER, "这不是纸质调转函上的二维码内容，请重新扫描；没有纸质函的，请留空。");
            return Err(faults);
        }
        Ok(Carried { bytes: bytes.clone(), paper: paper.flatten() })
    }
}
