//! Whatever people, phones, officers and the service do in whichever order, and however often the house is opened
//! anew: the real site and the model agree, at most one hand-off lives, and what has ended stays as it is.
use super::beside::Real;
use super::deeds::{Deed, story};
use super::kit::*;
use super::model::{Attempt, Model, Proof, Stage};
use crate::doors::device;
use crate::papers::journal;
use proptest::prelude::*;
use zhangfang::casework::{GENESIS, verify};
use zhangfang::handoff::{Handoff, State};

/// The stage that a record stands for.
fn stage(record: &Handoff, real: &Real, attempt: &Attempt) -> String {
    let matched = |asked: u8| format!("{:?}", Stage::Matched { asked });
    match record.state_at(real.world.office.now()) {
        State::Created if record.locator.len() == 6 => format!("{:?}", Stage::AtCounter),
        State::Created => format!("{:?}", Stage::Shown),
        State::Scanned { wrong, .. } => format!("{:?}", Stage::Scanned { wrong }),
        State::Matched { asked, .. } => matched(asked),
        State::Asked { asked, .. } => format!("{:?}", Stage::Asked { asked }),
        State::Waiting { .. } => format!("{:?}", Stage::Waiting),
        State::Passed => format!("{:?}", Stage::Passed),
        State::Failed(_) => format!("{:?}", Stage::Failed),
        State::Lapsed(Some(_)) => match attempt.stage {
            // For how long it may be asked about is seen when it is asked about.
            Stage::Askable { .. } => format!("{:?}", attempt.stage),
            other => format!("not {other:?} but lapsed with a certificate"),
        },
        State::Lapsed(None) | State::Superseded => format!("{:?}", Stage::Gone),
        State::Submitted(_) => "submitted".to_owned(),
    }
}

fn label(proof: Proof) -> &'static str {
    match proof {
        Proof::Press => "快捷一键认证（演示）",
        Proof::Alipay => "快捷一键认证（支付宝）",
        Proof::Counter => "窗口核验",
    }
}

/// Everything that has to hold after a step.
fn check(real: &Real, model: &Model) -> Result<(), TestCaseError> {
    let records = handoffs(&real.world);
    prop_assert_eq!(records.len(), model.attempts.len());
    for (attempt, id) in model.attempts.iter().zip(&real.ids) {
        let record = &records.iter().find(|(found, _)| found == id).expect("none is ever lost").1;
        prop_assert_eq!(format!("{:?}", attempt.stage), stage(record, real, attempt));
        prop_assert_eq!(record.account, real.people[attempt.account]);
        prop_assert_eq!(record.screen.device, device(&real.screens[attempt.screen].0));
    }
    for (person, modelled) in real.people.iter().zip(&model.accounts) {
        let live = records.iter().filter(|(_, one)| one.account == *person && one.state.is_live()).count();
        prop_assert!(live <= 1, "{} live at once", live);
        let kept = account(&real.world, *person);
        prop_assert_eq!(kept.is_open(), modelled.open);
        prop_assert_eq!(
            kept.verified.map(|one| one.way),
            modelled.proof.map(|proof| label(proof).to_owned())
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 60, ..ProptestConfig::default() })]
    #[test]
    fn whatever_happens_the_house_does_what_the_model_says(stories in prop::collection::vec(story(), 4..24)) {
        let mut model = Model::new();
        let mut real = Real::open(&mut model);
        for deed in stories.iter().flatten() {
            // No two things happen in the same second.
            real.wait(&mut model, 1);
            let (before, rows) = (handoffs(&real.world), journal(&real.world).len());
            match deed {
                Deed::Reopen => real = real.reopened(),
                deed => real.act(&mut model, deed),
            }
            check(&real, &model)?;
            let after = handoffs(&real.world);
            prop_assert!(before == after || journal(&real.world).len() > rows, "an act without a row: {:?}", deed);
            for (id, was) in &before {
                let ended = matches!(was.state, State::Passed | State::Failed(_) | State::Submitted(_) | State::Superseded);
                prop_assert!(!ended || after.iter().any(|(other, is)| other == id && is == was), "{:?} changed {:?}", deed, was);
            }
        }
        let entries = journal(&real.world);
        prop_assert!(verify(real.world.office.journal_key(), (0, GENESIS), &entries).is_ok());
    }
}
