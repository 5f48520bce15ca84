//! Where the people of the demonstration have studied and worked; no school and no company of these names exists.

use super::people::CHANGER;

/// A school as it stands on record: mode, name, level, degree, from, to, how the diploma's number begins.
pub(super) struct School {
    pub(super) mode: &'static str,
    pub(super) name: &'static str,
    pub(super) level: &'static str,
    pub(super) degree: &'static str,
    pub(super) from: (i32, u8, u8),
    pub(super) to: (i32, u8, u8),
    pub(super) diploma: &'static str,
}

/// A job as it stands on record; no end for the present one.
pub(super) struct Job {
    pub(super) employer: &'static str,
    pub(super) credit_code: &'static str,
    pub(super) telephone: &'static str,
    pub(super) post: &'static str,
    pub(super) from: (i32, u8, u8),
    pub(super) to: Option<(i32, u8, u8)>,
}

const BACHELOR: School = School {
    mode: "1",
    name: "云岭财经大学",
    level: "21",
    degree: "4",
    from: (2012, 9, 1),
    to: (2016, 6, 30),
    diploma: "98010120160500",
};
const COLLEGE_AND_LATER_BACHELOR: [School; 2] = [
    School {
        name: "云岭财经职业学院",
        level: "31",
        degree: "0",
        from: (2010, 9, 1),
        to: (2013, 6, 30),
        diploma: "98020120130600",
        ..BACHELOR
    },
    School { mode: "2", from: (2014, 3, 1), to: (2016, 7, 15), diploma: "98010520160500", ..BACHELOR },
];
// The companies do not exist; their codes have the right check character (GB 32100).
const PRESENT: Job = Job {
    employer: "青岚县溪谷茶业有限公司",
    credit_code: "91980121MA0000000N",
    telephone: "0000-7654321",
    post: "03",
    from: (2016, 8, 1),
    to: None,
};
const PAST_AND_PRESENT: [Job; 2] = [
    Job {
        employer: "青岚县云门纸业有限公司",
        credit_code: "91980121MA0000001R",
        telephone: "0000-7654322",
        post: "01",
        from: (2013, 8, 1),
        to: Some((2018, 12, 31)),
    },
    Job { from: (2019, 1, 2), ..PRESENT },
];

/// The schools and jobs of the person at this place.
pub(super) fn career(place: usize) -> (&'static [School], &'static [Job]) {
    match place {
        CHANGER => (&COLLEGE_AND_LATER_BACHELOR, &PAST_AND_PRESENT),
        _ => (&[BACHELOR], &[PRESENT]),
    }
}
