//! Every value that cannot be taken is told in words, with its row and its column.
use super::kinds::{certificates, education, employers, officers};
use super::kit::{Rows, all, csv, faults_in, import_into, read_in, rows, xlsx};
use crate::papers::NUMBERS;
use crate::world::World;
use zhangfang::intake::Kind;
use zhangfang::tables::{CERTIFICATES, EMPLOYERS};

/// Puts a value into the first row of data, column by column, and looks at the one fault it makes.
#[track_caller]
fn told(kind: Kind, table: &Rows, cases: &[(&'static str, &str, &str)]) {
    let world = World::new();
    assert_eq!(faults_in(&world, kind, &xlsx(table)), [""; 0], "the table itself is sound");
    for (column, value, sentence) in cases {
        let mut table = table.clone();
        let at = table[0].iter().position(|heading| heading.trim_end_matches('*') == *column);
        let at = at.unwrap_or_else(|| panic!("there is no {column}"));
        table[1][at] = (*value).to_string();
        let expected = format!("第 2 行「{column}」：{sentence}");
        for bytes in [xlsx(&table), csv(&table, ",").into_bytes()] {
            let found = faults_in(&world, kind, &bytes);
            assert!(found.len() == 1 && found[0].starts_with(&expected), "{column}={value}: {found:?}");
        }
    }
}

#[test]
fn what_is_wrong_with_a_certificate() {
    let mangled = "被表格软件改成了数字，后面几位已经丢失；请把该列设为文本后重新填写。";
    told(
        Kind::Certificates,
        &certificates(),
        &[
            ("证件号码", "", "必须填写。"),
            ("证件号码", "110101199003071234", "号码与最后一位校验码不符"),
            ("证件号码", "1.10105E+17", mangled),
            ("姓名", "张3", "姓名只能用汉字"),
            ("职称层级", "特级", "没有“特级”这一项；可以是：正高级、副高级、中级、初级。"),
            ("职称名称", "高级会计师", "与「职称层级」（中级）不相符"),
            ("取得时间", "2014-02-30", "不是真实存在的日期（2014-02-30）"),
            ("取得时间", "2000-12-31", "是 2000 年；证书库只收录 2001 年起的证书"),
            ("考试省份", "某某省", "没有叫“某某省”的行政区划"),
            ("考试省份", "", "填写了考试科目的，必须填写考试省份。"),
            ("科目1", "经济法基础", "不是中级资格考试的科目"),
            ("科目1", "", "填写了年度或成绩的，必须填写科目。"),
            ("科目1年度", "1991", "应是 1992 到 2026 之间的年份"),
            ("科目1年度", "", "应是 1992 到 2026 之间的年份"),
            ("科目1成绩", "101", "应是 0 到 100 的整数"),
            ("科目1成绩", "76.5", "应是 0 到 100 的整数"),
            ("发证时间", "2014-10-25", "早于「取得时间」"),
            ("发证时间", "2026-11-24", "日期在今天之后（2026-11-24）"),
            ("发证机关", "甲\u{202e}乙", "发证机关中有看不见的字符"),
            ("资格证书编号", "", "必须填写。"),
        ],
    );
}

#[test]
fn what_is_wrong_with_a_history() {
    told(
        Kind::Education,
        &education(),
        &[
            ("学校名称", "", "必须填写。"),
            ("学历", "小学", "没有“小学”这一项；可以是：博士研究生、"),
            ("学位", "院士", "没有“院士”这一项；可以是：博士、硕士、学士、第二学士学位、无。"),
            ("入学时间", "去年", "不是真实存在的日期（去年）"),
            ("毕业时间", "2009-07-01", "早于「入学时间」"),
        ],
    );
    let world = World::new();
    let mut table = education();
    table[2][1] = "张小岚".into();
    let found = faults_in(&world, Kind::Education, &xlsx(&table));
    assert_eq!(found, ["第 3 行「姓名」：与第 2 行的证件号码相同，姓名不同；请核对两行。"]);
}

#[test]
fn what_is_wrong_with_a_job() {
    let table = rows(&[
        &[
            "证件号码",
            "姓名",
            "单位名称",
            "工作开始时间",
            "单位电话",
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
            "2014-07-15",
            "1",
            "一般会计人员",
            "稽核",
            "2014-08-01",
            "至今",
            "会计师",
            "2015-01-01",
            "2014-12-01",
        ],
    ]);
    told(
        Kind::Employment,
        &table,
        &[
            (
                "从事会计工作岗位",
                "",
                "会计人员岗位层级、从事会计工作岗位、会计工作开始时间、会计工作结束时间，要么都填，要么都不填。",
            ),
            ("会计工作结束时间", "2014-07-01", "早于「会计工作开始时间」"),
            ("会计专业职务聘任时间", "2014-11-30", "早于「资格取得时间」"),
            (
                "会计专业职务聘任时间",
                "",
                "会计专业职务、会计专业职务聘任时间、资格取得时间，要么都填，要么都不填。",
            ),
        ],
    );
    let world = World::new();
    let with = |change: &dyn Fn(&mut Vec<String>)| {
        let mut table = table.clone();
        let mut row = table[1].clone();
        change(&mut row);
        table.push(row);
        faults_in(&world, Kind::Employment, &xlsx(&table))
    };
    let same = "第 3 行「单位名称」：与第 2 行重复：同一人的单位和开始时间都相同；请删去一行。";
    assert_eq!(with(&|_| ()), [same]);
    let differs = with(&|row| row[4] = "2".into());
    assert_eq!(
        differs,
        ["第 3 行「单位名称」：与第 2 行是同一份工作（单位和开始时间相同），其他内容却不同；请核对两行。"]
    );
    assert_eq!(with(&|row| row[6] = "出纳".into()), [""; 0]);
}

#[test]
fn what_is_wrong_with_an_employer() {
    told(
        Kind::Employers,
        &employers(),
        &[
            ("统一社会信用代码", "911100001016237", "请输入 18 位统一社会信用代码"),
            ("统一社会信用代码", "9111000010162374IK", "统一社会信用代码只用数字和大写字母"),
            ("单位名称", "", "必须填写。"),
            ("单位类型", "国营工厂", "没有“国营工厂”这一项；可以是："),
            ("单位地址", "市中区", "叫“市中区”的地方不止一个"),
            ("单位电话", "无", "请输入单位电话"),
        ],
    );
}

#[test]
fn what_is_wrong_with_an_officer() {
    told(
        Kind::Officers,
        &officers(),
        &[
            ("所属会计管理部门", "台湾省", "“台湾省”没有会计管理部门"),
            ("权限", "站长", "没有“站长”这种权限；可以是：审核员、管理员、审计员。"),
            ("本人居民身份证号码", "1", "请输入 18 位身份证号码"),
        ],
    );
    let world = World::new();
    let mut table = officers();
    table[1][0] = "李芳".into();
    let faults = import_into(&world, Kind::Officers, &xlsx(&table)).expect_err("it is no login name");
    assert_eq!(faults.listed()[0].to_string().split('：').next(), Some("第 2 行「登录名」"));
}

#[test]
fn rows_that_stand_twice_are_told_with_both_numbers() {
    let world = World::new();
    let cases = [
        (Kind::Certificates, certificates(), "第 4 行「资格证书编号」：与第 2 行重复"),
        (Kind::Education, education(), "第 5 行「学校名称」：与第 2 行重复"),
        (Kind::Employers, employers(), "第 4 行「统一社会信用代码」：与第 2 行重复"),
        (Kind::Officers, officers(), "第 4 行「登录名」：与第 2 行重复"),
    ];
    for (kind, mut table, expected) in cases {
        let twice = table[1].clone();
        table.push(twice);
        let found = faults_in(&world, kind, &xlsx(&table));
        assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}");
    }
}

#[test]
fn one_fault_in_the_last_row_keeps_everything_out() {
    let world = World::new();
    let mut table = certificates();
    table[2][4] = "2000-01-01".into();
    import_into(&world, Kind::Certificates, &xlsx(&table)).expect_err("one row is too old");
    assert!(all(&world, &CERTIFICATES).is_empty());
    let mut table = employers();
    table[2][1] = String::new();
    import_into(&world, Kind::Employers, &xlsx(&table)).expect_err("one row has no name");
    assert!(all(&world, &EMPLOYERS).is_empty());
}

#[test]
fn missing_columns_are_told_together_with_what_belongs_there() {
    let world = World::new();
    let table = rows(&[&["证件号码", "姓名", "职称"], &[NUMBERS[0], "张晓岚", "会计师"]]);
    let told = read_in(&world, Kind::Certificates, &xlsx(&table)).expect_err("columns are missing");
    let told = told.sentence();
    assert!(
        told.contains("缺少这些列：职称层级、职称名称、取得时间、资格证书编号、发证时间、发证机关。"),
        "{told}"
    );
    assert!(told.contains("证书库必须有：证件号码、姓名、职称层级、"), "{told}");
    let twice = rows(&[&["统一社会信用代码", "单位名称", "单位名称*"], &["91110000101623741K", "甲", "乙"]]);
    let told = read_in(&world, Kind::Employers, &xlsx(&twice)).expect_err("a heading stands twice");
    assert!(told.sentence().contains("「单位名称」出现了两次"));
}
