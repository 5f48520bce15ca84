//! Every kind of table, from every kind of file.
use super::kit::{Rows, all, counts, csv, import_into, mirrored, rows, xlsx};
use crate::cases::entries;
use crate::papers::NUMBERS;
use crate::world::{COUNTY, World};
use encoding_rs::GB18030;
use std::time::Duration;
use zhangfang::accounts::Right;
use zhangfang::casework::Outcome;
use zhangfang::dossier::{Ending, Mark};
use zhangfang::intake::Kind;
use zhangfang::office::code_counts;
use zhangfang::tables::{CERTIFICATES, EMPLOYERS, HISTORIES, OFFICERS};
use zhangfang::terms::{Day, RegionCode};

/// The same table in every form people have: each with what it is called.
fn forms(table: &Rows) -> Vec<(&'static str, Vec<u8>)> {
    let text = csv(table, ",");
    vec![
        ("XLSX", xlsx(table)),
        ("XLSX, columns in another order", xlsx(&mirrored(table))),
        ("CSV", text.clone().into_bytes()),
        ("CSV with a mark", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("CSV in GBK", GB18030.encode(&text).0.into_owned()),
        ("CSV with semicolons, columns in another order", csv(&mirrored(table), ";").into_bytes()),
        ("CSV with tabs", csv(table, "\t").into_bytes()),
    ]
}

/// Imports the table in every form: the first adds, the others change nothing.
#[track_caller]
fn whatever_the_form(world: &World, kind: Kind, table: &Rows, records: usize) {
    for (place, (form, bytes)) in forms(table).into_iter().enumerate() {
        let expected = if place == 0 { (records, 0, 0) } else { (0, 0, records) };
        assert_eq!(counts(world, kind, &bytes), expected, "{form}");
    }
}

fn day(year: i32, month: u8, day: u8) -> Day {
    Day::new(year, month, day).expect("the calendar has it")
}

pub fn certificates() -> Rows {
    rows(&[
        &[
            "证件号码*",
            "姓名",
            "职称层级",
            "职称名称",
            "取得时间",
            "考试省份",
            "科目1",
            "科目1年度",
            "科目1成绩",
            "科目2",
            "科目2年度",
            "科目2成绩",
            "资格证书编号",
            "发证时间",
            "发证机关",
            "备注",
        ],
        &[
            NUMBERS[0],
            "张晓岚",
            "中级",
            "会计师",
            "2014-10-26",
            "山东省",
            "中级会计实务",
            "2014",
            "76",
            "财务管理",
            "2014年",
            "免试",
            "SC001",
            "2014年12月30日",
            "山东省人社厅",
            "x",
        ],
        &[
            NUMBERS[1],
            "李明",
            "1",
            "1",
            "20180701",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "ZG002",
            "2018/7/2",
            "省人社厅",
            "",
        ],
    ])
}

#[test]
fn certificates_come_in_from_every_form() {
    let world = World::new();
    whatever_the_form(&world, Kind::Certificates, &certificates(), 2);
    let kept = all(&world, &CERTIFICATES);
    let first = kept.iter().find(|title| title.name.as_str() == "张晓岚").expect("it was imported");
    assert_eq!((&*first.award.level, &*first.award.name, &*first.award.way), ("3", "3", "1"));
    assert_eq!((first.award.obtained, first.warrant.issued), (day(2014, 10, 26), day(2014, 12, 30)));
    let marks = first.marks.as_ref().expect("it has marks");
    let mark = |subject: &str, points| Mark { subject: subject.into(), year: 2014, points };
    assert_eq!(marks.subjects, [mark("301", Some(76)), mark("302", None)]);
    assert_eq!(marks.province.as_str(), "370000");
    let other = kept.iter().find(|title| title.name.as_str() == "李明").expect("it was imported");
    assert_eq!((&*other.award.way, &other.marks), ("2", &None), "正高级 by review, without marks");
}

#[test]
fn a_certificate_that_says_something_else_is_updated() {
    let world = World::new();
    assert_eq!(counts(&world, Kind::Certificates, &xlsx(&certificates())), (2, 0, 0));
    let mut table = certificates();
    table[1][8] = "80".into();
    assert_eq!(counts(&world, Kind::Certificates, &xlsx(&table)), (0, 1, 1));
    let titles = all(&world, &CERTIFICATES);
    assert!(
        titles
            .iter()
            .any(|title| { title.marks.as_ref().is_some_and(|marks| marks.subjects[0].points == Some(80)) })
    );
}

pub fn education() -> Rows {
    rows(&[
        &[
            "证件号码",
            "姓名",
            "学校名称",
            "培养方式",
            "学历",
            "学位",
            "所学专业",
            "入学时间",
            "毕业时间",
            "学历证书编号",
        ],
        &[
            NUMBERS[0],
            "张晓岚",
            "山东某某大学",
            "全日制",
            "大学本科",
            "学士",
            "会计学",
            "2010-09-01",
            "2014-07-01",
            "100011201405000001",
        ],
        &[NUMBERS[0], "张晓岚", "北京某某大学", "非全日制", "硕士研究生", "", "", "2022-09-01", "至今", ""],
        &[NUMBERS[1], "李明", "某某中学", "", "", "", "", "", "", ""],
    ])
}

fn work() -> Rows {
    rows(&[
        &[
            "证件号码",
            "姓名",
            "单位名称",
            "统一社会信用代码",
            "单位类型",
            "所属行业",
            "单位地址",
            "单位电话",
            "工作开始时间",
            "工作结束时间",
            "会计人员岗位层级",
            "从事会计工作岗位",
            "会计工作开始时间",
            "会计工作结束时间",
            "会计专业职务",
            "会计专业职务聘任时间",
            "资格取得时间",
        ],
        &[
            NUMBERS[0],
            "张晓岚",
            "某某公司",
            "91310117582122",
            "民营非上市企业",
            "农、林、牧、渔业",
            "济南市市中区",
            "0531-1",
            "2014-07-15",
            "至今",
            "一般会计人员",
            "稽核",
            "2014-08-01",
            "2016-01-01",
            "会计师",
            "2015-01-01",
            "2014-12-01",
        ],
        &[
            NUMBERS[0],
            "张晓岚",
            "某某公司",
            "91310117582122",
            "民营非上市企业",
            "农、林、牧、渔业",
            "济南市市中区",
            "0531-1",
            "2014-07-15",
            "至今",
            "一般会计人员",
            "出纳",
            "2016-01-01",
            "至今",
            "会计师",
            "2015-01-01",
            "2014-12-01",
        ],
    ])
}

#[test]
fn both_parts_of_a_history_meet_in_one_record() {
    let world = World::new();
    whatever_the_form(&world, Kind::Education, &education(), 2);
    // The first adds to somebody who is there already.
    for (place, (form, bytes)) in forms(&work()).into_iter().enumerate() {
        let expected = if place == 0 { (0, 1, 0) } else { (0, 0, 1) };
        assert_eq!(counts(&world, Kind::Employment, &bytes), expected, "{form}");
    }
    let kept = all(&world, &HISTORIES);
    let one = kept.iter().find(|history| history.name.as_str() == "张晓岚").expect("it was imported");
    let schools: Vec<_> = one.education.iter().map(|row| row.school.as_deref()).collect();
    assert_eq!(schools, [Some("山东某某大学"), Some("北京某某大学")], "the earlier one first");
    assert_eq!(one.education[0].diploma_number.as_deref(), Some("100011201405000001"));
    assert_eq!(one.education[1].to, Some(Ending::Open));
    let [job] = &one.employment[..] else { panic!("{:?}", one.employment) };
    assert_eq!(job.credit_code.as_deref(), Some("91310117582122"), "kept as it was written");
    assert_eq!(job.region, RegionCode::parse("370103").ok());
    assert_eq!(job.experience.iter().map(|spell| &*spell.post).collect::<Vec<_>>(), ["02", "01"]);
    assert_eq!(job.position.as_ref().map(|position| position.appointed), Some(day(2015, 1, 1)));
    let other = kept.iter().find(|history| history.name.as_str() == "李明").expect("it was imported");
    assert_eq!(other.education[0].level, None, "every other fact may be missing");
}

#[test]
fn rows_in_another_order_are_the_same_history() {
    let world = World::new();
    counts(&world, Kind::Education, &xlsx(&education()));
    counts(&world, Kind::Employment, &xlsx(&work()));
    let kept = all(&world, &HISTORIES);
    world.wait(Duration::from_secs(3_600));
    for (kind, mut table) in [(Kind::Education, education()), (Kind::Employment, work())] {
        table[1..].reverse();
        let (new, changed, _) = counts(&world, kind, &xlsx(&table));
        assert_eq!((new, changed), (0, 0), "{kind:?}");
    }
    assert_eq!(all(&world, &HISTORIES), kept);
}

#[test]
fn more_rows_than_the_guide_knows_and_another_name_are_told() {
    let world = World::new();
    counts(&world, Kind::Education, &xlsx(&education()));
    let mut table = education();
    for row in &mut table[1..3] {
        row[1] = "张小岚".into();
    }
    let mut third = table[1].clone();
    third[2] = "第三大学".into();
    table.push(third);
    let done = import_into(&world, Kind::Education, &xlsx(&table)).expect("the file is sound");
    assert_eq!((done.counts.changed, done.counts.same), (1, 1));
    let notes = done.notes.join("\n");
    assert!(
        notes.contains("有 1 人的教育经历多于 2 条") && notes.contains("有 1 人的姓名与以前导入的不同"),
        "{notes}"
    );
}

pub fn employers() -> Rows {
    rows(&[
        &["统一社会信用代码", "单位名称", "单位类型", "所属行业", "单位地址", "单位电话"],
        &[
            "91110000101623741K",
            "账房（北京）有限公司",
            "民营非上市企业",
            "C",
            "北京市东城区",
            "（010）12345678",
        ],
        &["91350211M0000XUF46", "某某公司", "", "", "", ""],
    ])
}

#[test]
fn employers_come_in_from_every_form_and_doubtful_codes_are_told() {
    let world = World::new();
    whatever_the_form(&world, Kind::Employers, &employers(), 2);
    let kept = all(&world, &EMPLOYERS);
    assert_eq!((&*kept[0].name, kept[0].industry.as_deref()), ("账房（北京）有限公司", Some("C")));
    assert_eq!(kept[0].telephone.as_deref(), Some("010-12345678"));
    let done = import_into(&world, Kind::Employers, &xlsx(&employers())).expect("the file is sound");
    assert!(
        done.notes.iter().any(|note| note.contains("有 1 个统一社会信用代码的校验位不符")),
        "{:?}",
        done.notes
    );
}

pub fn officers() -> Rows {
    rows(&[
        &["登录名", "姓名", "所属会计管理部门", "权限", "本人居民身份证号码"],
        &["LiFang", "李芳", "示例省云岭市青岚县", "审核员、审计员", NUMBERS[0]],
        &["zhao.01", "赵主任", COUNTY, "administer", ""],
    ])
}

#[test]
fn officers_are_invited_once_and_left_alone_afterwards() {
    let world = World::new();
    let done = import_into(&world, Kind::Officers, &xlsx(&officers())).expect("the file is sound");
    assert_eq!(done.counts.new, 2);
    let kept = all(&world, &OFFICERS);
    let one = kept.iter().find(|officer| officer.login == "lifang").expect("she was made");
    assert_eq!((one.authority.as_str(), &one.rights), (COUNTY, &vec![Right::Review, Right::Audit]));
    assert!(one.credential.is_none() && one.document.is_some());
    let invited = done.invited.iter().find(|one| one.login == "lifang").expect("her code is told");
    assert!(code_counts(one.invitation.as_ref(), &invited.code, world.office.now()));
    for (form, bytes) in forms(&officers()) {
        let again = import_into(&world, Kind::Officers, &bytes).expect("the file is sound");
        assert!(again.invited.is_empty() && again.counts.same == 2, "{form}");
    }
    assert_eq!(all(&world, &OFFICERS), kept);
}

#[test]
fn an_officer_of_the_same_login_who_is_another_is_a_fault_and_nothing_is_imported() {
    let world = World::new();
    import_into(&world, Kind::Officers, &xlsx(&officers())).expect("the file is sound");
    let kept = all(&world, &OFFICERS);
    for (column, other) in [(1, "李方"), (2, "980122"), (3, "审核员"), (4, NUMBERS[1])] {
        let mut table = officers();
        table[1][column] = other.into();
        table.push(vec!["fresh".into(), "新人".into(), COUNTY.into(), "审核员".into(), String::new()]);
        let faults = import_into(&world, Kind::Officers, &xlsx(&table)).expect_err("it differs");
        assert_eq!((faults.total(), faults.listed()[0].row, faults.listed()[0].column), (1, 2, "登录名"));
        assert_eq!(all(&world, &OFFICERS), kept, "{other}");
    }
}

#[test]
fn a_file_imported_twice_writes_nothing_but_its_entry_in_the_journal() {
    let world = World::new();
    let bytes = xlsx(&certificates());
    counts(&world, Kind::Certificates, &bytes);
    let before = world.kept();
    // Whatever is written later bears another time.
    world.wait(Duration::from_secs(3_600));
    assert_eq!(counts(&world, Kind::Certificates, &bytes), (0, 0, 2));
    let changed: Vec<String> = world
        .kept()
        .into_iter()
        .filter(|(key, value)| before.get(key) != Some(value))
        .map(|((table, _), _)| table)
        .collect();
    assert_eq!(changed, ["journal", "journal_head"]);
    let told = entries(&world, "import.certificates", Outcome::Done);
    let details: Vec<&str> = told.iter().map(|entry| entry.detail.as_str()).collect();
    assert!(details.iter().any(|detail| detail.starts_with("rows 2; new 2; changed 0; same 0; sha256 ")));
    assert!(details.iter().any(|detail| detail.starts_with("rows 2; new 0; changed 0; same 2; sha256 ")));
    assert!(told.iter().all(|entry| entry.object.is_empty() && entry.actor == "console"), "{told:?}");
}
