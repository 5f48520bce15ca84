//! The pictures of a case: the officer chooses, nothing moves by itself (interface 1.1).

use super::super::actions::Shot;
use super::bench::Bench;
use crate::casework::CaseKind;
use crate::terms::FileId;
use crate::ui::{ImageViewer, Tag, Thumb, tag};
use maud::{Markup, Render, html};

/// The large picture with its tools and the others below; none when the case has no picture.
pub fn pictures(bench: &Bench<'_>) -> Option<Markup> {
    let shots = &bench.case.shots;
    let chosen = shots.iter().find(|shot| Some(shot.file) == bench.picture);
    // What is new is what has to be looked at.
    let shown = chosen.or_else(|| shots.iter().find(|shot| shot.fresh)).or_else(|| shots.first())?;
    let alt = format!("{}的照片", shown.label);
    let thumbs = shots.iter().map(|shot| Thumb {
        href: bench.picture_link(&shot.file),
        src: source(bench, &shot.file),
        label: thumb_label(shot),
        current: shot.file == shown.file,
    });
    let mut viewer = ImageViewer::new(&shown.label, source(bench, &shown.file), &alt).thumbs(thumbs);
    if shown.fresh {
        viewer = viewer.tags(tag(Tag::Bad, "本次新增"));
    } else if shown.past {
        let words = if matches!(bench.case.case.kind, CaseKind::Change | CaseKind::Title) {
            "变更前"
        } else {
            "以前提交"
        };
        viewer = viewer.tags(tag(Tag::Plain, words));
    }
    if let Some(former) = &shown.instead_of {
        let words = format!("picture={}{}", shown.file, if bench.compare { "" } else { "&compare=1" });
        viewer = viewer.compare(bench.filter.case(&bench.case.case.number, &words), bench.compare);
        if bench.compare {
            viewer = viewer.before(source(bench, former), format!("{alt}，变更前"));
        }
    }
    Some(html! { (viewer.render()) })
}

fn thumb_label(shot: &Shot) -> String {
    match (shot.fresh, shot.past) {
        (true, _) => format!("{}（新）", shot.label),
        (_, true) => format!("{}（原）", shot.label),
        _ => shot.label.clone(),
    }
}

fn source(bench: &Bench<'_>, file: &FileId) -> String {
    format!("/desk/cases/{}/files/{file}", bench.case.case.number)
}
