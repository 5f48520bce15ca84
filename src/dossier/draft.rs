//! A collection as far as it has been filled in, and the same when nothing is missing.

use super::basics::{Basics, BasicsDraft, Identity};
use super::certificates::Certificate;
use super::education::Education;
use super::employment::Employment;
use super::fault::{Fault, Step};
use super::licence::Licence;
use super::past::{PastEducation, PastEmployment};
use super::rules::{self, Scope};
use super::title::Title;
use crate::terms::{Day, FileId, RegionCode};
use minicbor::{Decode, Encode};

/// What one person has filled in so far (saved at every step, spec 7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct Draft {
    /// 采集范围; none before 采集须知 has been read.
    #[n(0)]
    pub scope: Option<Scope>,
    /// The certificate that scopes (二) and (五) rest on.
    #[n(1)]
    pub certificate: Option<Certificate>,
    /// 基本信息.
    #[n(2)]
    pub basics: BasicsDraft,
    /// 教育经历.
    #[n(3)]
    pub education: Vec<Education>,
    /// 工作经历.
    #[n(4)]
    pub employment: Vec<Employment>,
    /// 会计管理部门.
    #[n(5)]
    pub authority: Option<RegionCode>,
    /// Counts saves, so that two tabs cannot silently overwrite each other.
    #[n(6)]
    pub version: u32,
    /// The person said that there is no job to record.
    #[n(7)]
    pub no_employment: bool,
    /// Imported rows of 教育经历 that still lack something.
    #[cbor(n(8), skip_if = "Vec::is_empty")]
    pub past_education: Vec<PastEducation>,
    /// Imported rows of 工作经历 that still lack something.
    #[cbor(n(9), skip_if = "Vec::is_empty")]
    pub past_employment: Vec<PastEmployment>,
    /// What was imported about the person has been taken over once, so that a deleted row stays deleted.
    #[cbor(n(10), skip_if = "is_not")]
    pub history_taken: bool,
    /// 会计专业技术资格 of a dossier that was opened again; a collection asks for none.
    #[cbor(n(11), skip_if = "Vec::is_empty")]
    pub titles: Vec<Title>,
    /// 其他专业技术人员职业资格 of a dossier that was opened again.
    #[cbor(n(12), skip_if = "Vec::is_empty")]
    pub licences: Vec<Licence>,
}

fn is_not(taken: &bool) -> bool {
    !taken
}

/// A complete collection: every rule of chapter 3 holds.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Dossier {
    /// Who it is about.
    #[n(0)]
    pub identity: Identity,
    /// 采集范围.
    #[n(1)]
    pub scope: Scope,
    /// The certificate that scopes (二) and (五) rest on.
    #[n(2)]
    pub certificate: Option<Certificate>,
    /// 基本信息.
    #[n(3)]
    pub basics: Basics,
    /// 教育经历.
    #[n(4)]
    pub education: Vec<Education>,
    /// 工作经历.
    #[n(5)]
    pub employment: Vec<Employment>,
    /// 会计管理部门.
    #[n(6)]
    pub authority: RegionCode,
    /// 会计专业技术资格 (guide 6.1).
    #[cbor(n(7), skip_if = "Vec::is_empty")]
    pub titles: Vec<Title>,
    /// 其他专业技术人员职业资格 (guide 6.2).
    #[cbor(n(8), skip_if = "Vec::is_empty")]
    pub licences: Vec<Licence>,
}

impl Draft {
    /// The dossier, or everything that still has to be mended, in the order of the steps.
    pub fn complete(self, identity: &Identity, today: Day) -> Result<Dossier, Vec<Fault>> {
        let faults = rules::faults(&self, identity, today);
        if !faults.is_empty() {
            return Err(faults);
        }
        self.taken(identity).ok_or_else(|| {
            vec![Fault::new(Step::Basics, "basics", "基本信息还没有填写完整，请补充后再提交。")]
        })
    }

    /// What each step still lacks.
    pub fn faults(&self, identity: &Identity, today: Day) -> Vec<Fault> {
        rules::faults(self, identity, today)
    }

    /// Every picture the draft refers to.
    pub fn files(&self) -> Vec<FileId> {
        let basics = &self.basics;
        let mut files: Vec<FileId> =
            [basics.portrait, basics.identity_front, basics.identity_back].into_iter().flatten().collect();
        files.extend(self.certificate.as_ref().and_then(|one| one.picture));
        files.extend(self.education.iter().flat_map(|one| one.files.all()));
        files.extend(self.employment.iter().flat_map(|one| one.files.all()));
        files
    }

    /// Whether anything at all has been entered at a step.
    pub fn has_begun(&self, step: Step) -> bool {
        match step {
            Step::Scope => self.scope.is_some(),
            Step::Basics => self.basics != BasicsDraft::default(),
            Step::Education => !(self.education.is_empty() && self.past_education.is_empty()),
            Step::Employment => {
                !(self.employment.is_empty() && self.past_employment.is_empty()) || self.no_employment
            }
            Step::Authority => self.authority.is_some(),
            Step::Titles => !self.titles.is_empty(),
            Step::Licences => !self.licences.is_empty(),
        }
    }

    fn taken(self, identity: &Identity) -> Option<Dossier> {
        let basics = self.basics;
        Some(Dossier {
            identity: identity.clone(),
            scope: self.scope?,
            certificate: self.certificate,
            basics: Basics {
                portrait: basics.portrait?,
                sex: rules::sex(&basics.sex, identity)?,
                birth: rules::birth(&basics.birth, identity)?,
                politics: basics.politics?,
                ethnicity: basics.ethnicity,
                email: basics.email,
                address: basics.address?,
                postcode: basics.postcode,
                identity_front: basics.identity_front,
                identity_back: basics.identity_back,
            },
            education: self.education,
            employment: self.employment,
            authority: self.authority?,
            titles: self.titles,
            licences: self.licences,
        })
    }
}

impl Dossier {
    /// A draft with the same content, for mending a returned collection.
    pub fn reopened(self) -> Draft {
        Draft {
            scope: Some(self.scope),
            certificate: self.certificate,
            basics: self.basics.reopened(),
            no_employment: self.employment.is_empty(),
            education: self.education,
            employment: self.employment,
            authority: Some(self.authority),
            version: 0,
            past_education: Vec::new(),
            past_employment: Vec::new(),
            history_taken: true,
            titles: self.titles,
            licences: self.licences,
        }
    }

    /// Every picture the dossier refers to.
    pub fn files(&self) -> Vec<FileId> {
        let mut files = self.basics.files();
        files.extend(self.certificate.as_ref().and_then(|one| one.picture));
        files.extend(self.education.iter().flat_map(|one| one.files.all()));
        files.extend(self.employment.iter().flat_map(|one| one.files.all()));
        files.extend(self.titles.iter().filter_map(|one| one.picture));
        files.extend(self.licences.iter().filter_map(|one| one.picture));
        files
    }
}
