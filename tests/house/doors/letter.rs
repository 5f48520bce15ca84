//! A letter to another instance, for the doors that lead to one.
use crate::world::{COUNTY, World};
use std::time::Duration;
use zhangfang::envelope::Fingerprint;
use zhangfang::store::{Attachment, Read};
use zhangfang::tables::{CASES_BY_NUMBER, DISPATCHES, Dispatch};
use zhangfang::terms::{OfficerId, RegionCode};

/// A letter that the county has issued for this case.
pub fn letter(world: &World, number: &str, by: OfficerId) -> String {
    let (number, letter) = (number.to_string(), format!("{number}-1"));
    world.work(move |ledger| {
        let case = ledger.find(&CASES_BY_NUMBER, &number)?.expect("the case was filed");
        let code = |code| RegionCode::parse(code).expect("the code is sound");
        let file = Attachment::new(b"a letter".to_vec());
        ledger.put_attachment(&file)?;
        let (peer, sent) = (Fingerprint::from_bytes([5; 32]), ledger.now());
        let until = sent.plus(Duration::from_secs(3600));
        let (from, to, digest) = (code(COUNTY), code("980221"), file.digest());
        let dispatch = Dispatch { case, from, to, peer, digest, length: 8, sent, until, by, end: None };
        ledger.put(&DISPATCHES, &letter, &dispatch)?;
        Ok(letter.clone())
    })
}
