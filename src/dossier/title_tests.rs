//! The rules of chapter 6, one broken at a time.

use super::tests::{TODAY, complete, day, file, identity};
use super::title::tests::title;
use super::*;
use crate::reference::{Dictionary, Profile, Reference};
use crate::terms::{ItemId, RegionCode};

fn sound(level: &str, name: &str, marks: &[(&str, u16, Option<u16>)]) -> Title {
    let subjects = marks.iter().map(|(subject, year, points)| Mark {
        subject: (*subject).into(),
        year: *year,
        points: *points,
    });
    let warrant = Warrant {
        number: format!("C{level}{name}"),
        register_number: None,
        issued: day("2015-03-01"),
        issuer: "省财政厅".into(),
    };
    Title {
        award: Award {
            level: level.into(),
            name: name.into(),
            obtained: day("2014-10-01"),
            ..title(1).award
        },
        marks: Some(Marks { province: RegionCode::parse("980000").unwrap(), subjects: subjects.collect() }),
        warrant: Some(warrant),
        picture: file(7),
        ..title(1)
    }
}

fn first() -> Title {
    sound("4", "4", &[("401", 2014, Some(60)), ("402", 2014, Some(100))])
}

fn middle() -> Title {
    sound("3", "3", &[("301", 2013, Some(70)), ("302", 2014, Some(61)), ("303", 2014, Some(88))])
}

fn top() -> Title {
    Title { marks: None, warrant: None, ..sound("1", "1", &[]) }
}

/// The fields of the faults, without the record's name.
fn fields(title: &Title) -> Vec<String> {
    let faults = title.faults(day(TODAY));
    faults.into_iter().map(|fault| fault.field.rsplit('.').next().unwrap().to_string()).collect()
}

fn none() -> Vec<String> {
    Vec::new()
}

#[test]
fn each_level_has_its_sound_record() {
    for title in [first(), middle(), top(), sound("2", "2", &[("201", 2014, Some(60))])] {
        assert_eq!(fields(&title), none());
    }
}

#[test]
fn what_one_record_contradicts_is_said_at_its_field() {
    type Spoil = fn(&mut Title);
    let of_first: [(Spoil, &str); 10] = [
        (|one| one.award.name = "3".into(), "name"),
        (|one| one.award.obtained = day("2013-12-31"), "obtained"),
        (|one| one.marks = None, "province"),
        (|one| one.warrant = None, "number"),
        (|one| one.picture = None, "picture"),
        (|one| one.warrant.as_mut().unwrap().issued = day("2013-01-01"), "issued"),
        (|one| one.marks.as_mut().unwrap().subjects[0].points = Some(59), "mark_401"),
        (|one| one.marks.as_mut().unwrap().subjects[1].points = Some(101), "mark_402"),
        (|one| one.marks.as_mut().unwrap().subjects[1].points = None, "mark_402"),
        (|one| one.marks.as_mut().unwrap().subjects[0].year = 2013, "year_402"),
    ];
    for (spoil, field) in of_first {
        let mut one = first();
        spoil(&mut one);
        assert_eq!(fields(&one), [field]);
    }
    let mut one = first();
    one.marks.as_mut().unwrap().subjects.pop();
    assert_eq!(fields(&one), ["province"]);
    let mut future = top();
    future.award.obtained = day("2099-01-01");
    assert_eq!(fields(&future), ["obtained"]);
}

#[test]
fn the_middle_level_takes_two_years_and_waives_one_subject() {
    let with = |place: usize, year: u16, points: Option<u16>| {
        let mut one = middle();
        let mark = &mut one.marks.as_mut().unwrap().subjects[place];
        (mark.year, mark.points) = (year, points);
        fields(&one)
    };
    assert_eq!(with(0, 2012, Some(70)), ["year_303"]);
    assert_eq!(with(1, 2014, None), none());
    assert_eq!(with(1, 2010, None), none(), "a waived subject was not sat");
    assert_eq!(with(2, 2014, None), ["mark_303"]);
}

#[test]
fn what_the_library_holds_is_taken_as_it_is() {
    let bare = Title { source: Source::System, marks: None, picture: None, ..middle() };
    assert_eq!(fields(&bare), none());
}

#[test]
fn a_certificate_and_a_title_stand_on_record_once() {
    let mut dossier = complete().complete(&identity(), day(TODAY)).unwrap();
    dossier.titles.push(first());
    let added = |title: Title| {
        let change = Title::change(None, Some(title.named(ItemId::from_bytes([2; 16]))));
        let settled = change.apply(&dossier).unwrap();
        let faults = change_faults(&change, &settled, day(TODAY));
        faults
            .into_iter()
            .map(|fault| fault.field.rsplit('.').next().unwrap().to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(added(middle()), none());
    assert_eq!(added(first()), ["number", "name"]);
    let mut other = first();
    other.warrant.as_mut().unwrap().number = "D".into();
    assert_eq!(added(other.clone()), ["name"]);
    assert_eq!(added(Title { source: Source::System, ..other }), none());
    let mut same = middle();
    same.warrant.as_mut().unwrap().number = "C44".into();
    assert_eq!(added(same), ["number"]);
}

#[test]
fn a_licence_stands_on_record_once_and_shows_its_certificate() {
    let licence = |byte: u8, level: &str| Licence {
        id: ItemId::from_bytes([byte; 16]),
        kind: "1".into(),
        level: Some(level.into()),
        number: "Z1".into(),
        obtained: day("2016-03-01"),
        issuer: "人力资源和社会保障厅".into(),
        picture: file(8),
    };
    let mut dossier = complete().complete(&identity(), day(TODAY)).unwrap();
    dossier.licences.push(licence(1, "3"));
    let count = |one: Licence| {
        let change = Licence::change(None, Some(one));
        change_faults(&change, &change.apply(&dossier).unwrap(), day(TODAY)).len()
    };
    assert_eq!(count(licence(2, "2")), 0);
    assert_eq!(count(licence(2, "3")), 1);
    assert_eq!(count(Licence { picture: None, ..licence(2, "2") }), 1);
    assert_eq!(count(Licence { obtained: day("2099-01-01"), ..licence(2, "2") }), 1);
}

#[test]
fn the_codes_of_the_rules_are_those_of_the_dictionaries() {
    let reference = Reference::load(Profile::Production).unwrap();
    let of = |dictionary, label: &str| {
        let entries = reference.dictionary(dictionary);
        let own = entries.entries().iter().filter(|entry| entry.group.as_deref() == Some(label));
        own.map(|entry| entry.code.clone()).collect::<Vec<_>>()
    };
    for level in reference.dictionary(Dictionary::TitleLevel).entries() {
        assert_eq!(of(Dictionary::ExamSubject, &level.label), subjects_of(&level.code));
        let names = of(Dictionary::AccountingPosition, &level.label);
        assert!(!names.is_empty());
        for name in names {
            let mut one = top();
            (one.award.level, one.award.name) = (level.code.clone(), name.clone());
            assert!(!fields(&one).contains(&"name".to_string()), "{name}");
        }
    }
    assert_eq!(reference.label(Dictionary::ExamSubject, "302"), "财务管理");
    assert!(waivable("302") && !waivable("303"));
}

#[test]
fn the_lines_say_everything_and_name_the_source() {
    let reference = Reference::load(Profile::Production).unwrap();
    let mut waived = middle();
    waived.marks.as_mut().unwrap().subjects[1].points = None;
    let [_, after] = changed_lines(&Title::change(None, Some(waived)), &identity(), &reference);
    let said: Vec<(&str, &str)> = after.iter().map(|line| (line.label, line.value.public())).collect();
    for line in [
        ("职称层级", "中级"),
        ("职称名称", "会计师"),
        ("取得方式", "考试"),
        ("考试成绩", "财务管理，2014 年，免试"),
        ("考试成绩", "经济法，2014 年，88 分"),
        ("资格证书编号", "C33"),
        ("信息来源", "个人录入"),
    ] {
        assert!(said.contains(&line), "{line:?} in {said:?}");
    }
}
