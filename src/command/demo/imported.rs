//! What the demonstration's administrator imported before it opened: a certificate library and the history of people,
//! through the same reading and the same act as any other file.

use super::people::{MOVER, PEOPLE};
use super::unfurnished;
use crate::command::trouble::Trouble;
use crate::intake::{Kind, Means, read};
use crate::office::{Importer, Office, import};

/// The accountant who is verified and has filed nothing: a school and a job stand ready to be completed.
const COLLECTOR: usize = 0;
/// Holders in the library: place, 职称层级, 职称名称, 取得时间, subjects, 资格证书编号.
const HELD: [(usize, &str, &str, &str, &str, &str); 3] = [
    (
        COLLECTOR,
        "初级",
        "助理会计师",
        "2016-05-20",
        "初级会计实务,2016,85,经济法基础,2016,78,,,",
        "KJ980116000217",
    ),
    (
        MOVER,
        "初级",
        "助理会计师",
        "2015-05-22",
        "初级会计实务,2015,81,经济法基础,2015,90,,,",
        "KJ980115000184",
    ),
    (
        MOVER,
        "中级",
        "会计师",
        "2020-09-12",
        "中级会计实务,2019,72,财务管理,2020,68,经济法,2020,75",
        "KJ980120000362",
    ),
];

/// Imports the tables.
pub(super) async fn import_all(office: &Office) -> Result<(), Trouble> {
    for (kind, table) in [
        (Kind::Certificates, certificates()),
        (Kind::Education, education()),
        (Kind::Employment, employment()),
        (Kind::Employers, employers()),
    ] {
        let means = Means { reference: office.reference(), today: office.today() };
        let sheet = read(kind, table.as_bytes(), &means, &mut |_, _| {});
        let sheet = sheet.map_err(|cause| unfurnished(format!("{kind:?}: {cause:?}")))?;
        let importer = Importer { officer: None, source: "demo".into() };
        match import(office, &importer, sheet).await {
            Ok(Ok(_)) => {}
            Ok(Err(faults)) => return Err(unfurnished(format!("{kind:?}: {faults:?}"))),
            Err(stop) => return Err(unfurnished(format!("{kind:?}: {stop:?}"))),
        }
    }
    Ok(())
}

fn certificates() -> String {
    let mut table = String::from(
        "证件号码,姓名,职称层级,职称名称,取得时间,科目1,科目1年度,科目1成绩,科目2,科目2年度,科目2成绩,\
         科目3,科目3年度,科目3成绩,考试省份,资格证书编号,发证时间,发证机关\n",
    );
    for (place, level, name, obtained, subjects, number) in HELD {
        let person = &PEOPLE[place];
        let who = format!("{},{}", person.number(), person.name);
        table.push_str(&format!(
            "{who},{level},{name},{obtained},{subjects},示例省,{number},{obtained},示例省财政厅\n"
        ));
    }
    table
}

fn education() -> String {
    let person = &PEOPLE[COLLECTOR];
    format!(
        "证件号码,姓名,培养方式,学校名称,学历,学位,所学专业,入学时间,毕业时间\n\
         {},{},全日制,示例财经大学,大学本科,学士,会计学,2011-09-01,2015-06-30\n",
        person.number(),
        person.name
    )
}

/// The credit code is one that the national standard refuses, as old records have them (spec 1.9).
fn employment() -> String {
    let person = &PEOPLE[COLLECTOR];
    format!(
        "证件号码,姓名,工作开始时间,工作结束时间,单位名称,统一社会信用代码\n\
         {},{},2015-07-01,至今,青岚县供水有限公司,98012100003817\n",
        person.number(),
        person.name
    )
}

fn employers() -> String {
    "统一社会信用代码,单位名称\n91980121MA0000000N,青岚县溪谷茶业有限公司\n91980121MA0000001R,青岚县云门纸业有限公司\n".into()
}
