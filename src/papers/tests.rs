//! Every paper as a reader has it: its text can be taken out, its code is read from its pixels.

use super::*;
use crate::dossier::{Line, Section, Step, Value};
use crate::terms::CaseNumber;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use std::sync::Arc;

fn seal() -> Seal {
    Seal {
        number: CaseNumber::parse("980121-2026-000318-3").unwrap(),
        code: Code::new([7, 1, 2, 3, 4, 250, 251, 252, 253, 254]),
        origin: "https://kj.qinglan.example".into(),
    }
}

fn receipt() -> Receipt {
    Receipt {
        matter: "会计人员信息采集".into(),
        person: "欧**".into(),
        department: "示例省云岭市青岚县财政部门".into(),
        filed: "2026-11-23 09:00".into(),
        due: "2026-11-30".into(),
        state: "待审核".into(),
        printed: "2026-11-23 09:05".into(),
        seal: seal(),
    }
}

fn certificate(name: &str) -> Certificate {
    Certificate {
        name: name.into(),
        document: "内地居民身份证".into(),
        number: "110105199003078418".into(),
        department: "示例省云岭市青岚县财政部门".into(),
        approved: "2026-11-23".into(),
        printed: "2026-11-24".into(),
        seal: seal(),
    }
}

fn departure() -> Departure {
    Departure {
        name: "张䶮".into(),
        document: "内地居民身份证".into(),
        number: "110105199003078418".into(),
        from: "示例省云岭市青岚县财政部门".into(),
        to: "示例省云岭市松溪县财政部门".into(),
        reason: "工作单位所在地变动".into(),
        left: "2026-11-23 09:00".into(),
        state: "调转中".into(),
        printed: "2026-11-24".into(),
        seal: seal(),
    }
}

fn form(jobs: usize) -> Form {
    let line =
        |label: &'static str, value: &str| Line { key: "a".into(), label, value: Value::Text(value.into()) };
    let section = |title: String, lines| Section { step: Step::Basics, item: None, title, lines };
    let mut sections = vec![section(
        "基本信息".into(),
        vec![
            line("姓名", "欧阳𫖯"),
            line("性别", "女"),
            line("通讯地址", "示例省云岭市青岚县账房街 1 号附近一条名字特别长的巷子里第三幢第二单元第十一层"),
        ],
    )];
    sections.extend((1..=jobs).map(|job| {
        let title = format!("工作经历 {job}");
        section(
            title,
            vec![line("单位名称", "青岚县第一中学"), line("统一社会信用代码", "91350100M000100Y43")],
        )
    }));
    Form {
        sections,
        portrait: None,
        seniority: Some("12 年 3 个月".into()),
        department: "示例省云岭市青岚县财政部门".into(),
        approved: "2026-11-23 09:00".into(),
        printed: "2026-11-24".into(),
        seal: seal(),
    }
}

fn every() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("receipt-a4", receipt().pdf(Width::A4).unwrap()),
        ("receipt-80", receipt().pdf(Width::Roll).unwrap()),
        ("form", form(5).pdf().unwrap()),
        ("certificate", certificate("张䶮").pdf().unwrap()),
        ("departure", departure().pdf().unwrap()),
    ]
}

/// The pages as grey pixels: width, height, and one byte each.
fn pixels(bytes: &[u8], scale: f32) -> Vec<(usize, usize, Vec<u8>)> {
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).unwrap();
    let rendered = hayro::render_pdf(
        &pdf,
        scale,
        InterpreterSettings::default(),
        &hayro::RenderSettings::default(),
        None,
    );
    let grey = |pixmap: &hayro::vello_cpu::Pixmap| {
        let (width, height) = (usize::from(pixmap.width()), usize::from(pixmap.height()));
        (width, height, pixmap.data_as_u8_slice().chunks(4).map(|rgba| rgba[1]).collect())
    };
    rendered.unwrap().iter().map(grey).collect()
}

#[test]
fn the_code_of_every_paper_is_read_from_its_pixels() {
    for (name, bytes) in every() {
        let read = pixels(&bytes, 3.0).into_iter().find_map(|(width, height, grey)| {
            let mut image =
                rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
            image.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
        });
        assert_eq!(read.as_deref(), Some(seal().address().as_str()), "{name}");
    }
}

#[test]
fn the_same_paper_has_the_same_bytes_and_names_nobody_in_its_metadata() {
    for ((name, bytes), (_, again)) in every().into_iter().zip(every()) {
        assert_eq!(bytes, again, "{name}");
        let start = bytes.windows(9).position(|window| window == b"/Metadata");
        assert!(start.is_some() && bytes.len() < 120_000, "{name}: {}", bytes.len());
    }
}

#[test]
fn a_long_record_goes_on_over_several_pages() {
    assert_eq!(pixels(&form(1).pdf().unwrap(), 0.1).len(), 1);
    assert!(pixels(&form(60).pdf().unwrap(), 0.1).len() > 4);
}
