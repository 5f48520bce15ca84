//! What is asked: the content of the three methods (connectors 1.3).

use super::super::Claim;
use crate::terms::DocumentKind;
use serde::Serialize;

/// The content of `initialize`.
#[derive(Serialize)]
pub(super) struct Begin<'a> {
    outer_order_no: &'a str,
    biz_code: &'a str,
    identity_param: Person<'a>,
    merchant_config: Wishes<'a>,
}

#[derive(Serialize)]
struct Person<'a> {
    identity_type: &'static str,
    cert_type: &'static str,
    cert_name: &'a str,
    cert_no: &'a str,
}

#[derive(Serialize)]
struct Wishes<'a> {
    return_url: &'a str,
    face_reserve_strategy: &'static str,
}

/// The content of `certify` and `query`.
#[derive(Serialize)]
pub(super) struct About<'a> {
    pub(super) certify_id: &'a str,
}

impl<'a> Begin<'a> {
    /// The claim in the interface's words; None for a document that it does not take.
    pub(super) fn of(claim: &'a Claim, biz_code: &'a str) -> Option<Self> {
        Some(Self {
            outer_order_no: &claim.order,
            biz_code,
            identity_param: Person {
                identity_type: "CERT_INFO",
                cert_type: cert_type(claim.document, &claim.number)?,
                cert_name: &claim.name,
                cert_no: &claim.number,
            },
            // The face is needed once; nobody keeps it for us (security B3, 6 and 19).
            merchant_config: Wishes { return_url: &claim.return_to, face_reserve_strategy: "never" },
        })
    }
}

/// Residence permits borrow the form of a resident number and are told by its first digits (spec 3.1).
fn cert_type(document: DocumentKind, number: &str) -> Option<&'static str> {
    match (document, number.get(..2)) {
        (DocumentKind::ResidentId, Some("81" | "82")) => Some("RESIDENCE_PERMIT_HK_MC"),
        (DocumentKind::ResidentId, Some("83")) => Some("RESIDENCE_PERMIT_TAIWAN"),
        (DocumentKind::ResidentId, _) => Some("IDENTITY_CARD"),
        (DocumentKind::HkMacauPermit, _) => Some("HOME_VISIT_PERMIT_HK_MC"),
        (DocumentKind::TaiwanPermit, _) => Some("HOME_VISIT_PERMIT_TAIWAN"),
        (DocumentKind::Passport, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DocumentKind::{HkMacauPermit, Passport, ResidentId, TaiwanPermit};

    #[test]
    fn the_content_is_that_of_the_interface() {
        let claim = Claim {
            order: "KJ1".into(),
            document: ResidentId,
            number: "260104197909275964".into(),
            name: "张\"三\"".into(),
            return_to: "https://kj.example.gov.cn/r".into(),
        };
        let content = serde_json::to_string(&Begin::of(&claim, "FACE")).unwrap();
        assert_eq!(
            content,
            r#"{"outer_order_no":"KJ1","biz_code":"FACE","identity_param":{"identity_type":"CERT_INFO","cert_type":"IDENTITY_CARD","cert_name":"张\"三\"","cert_no":"260104197909275964"},"merchant_config":{"return_url":"https://kj.example.gov.cn/r","face_reserve_strategy":"never"}}"#
        );
    }

    #[test]
    fn every_document_goes_by_its_own_name_and_a_passport_by_none() {
        assert_eq!(cert_type(ResidentId, "260104197909275964"), Some("IDENTITY_CARD"));
        assert_eq!(cert_type(ResidentId, "810000199408230021"), Some("RESIDENCE_PERMIT_HK_MC"));
        assert_eq!(cert_type(ResidentId, "820000199408230021"), Some("RESIDENCE_PERMIT_HK_MC"));
        assert_eq!(cert_type(ResidentId, "830000199408230021"), Some("RESIDENCE_PERMIT_TAIWAN"));
        assert_eq!(cert_type(HkMacauPermit, "H12345678"), Some("HOME_VISIT_PERMIT_HK_MC"));
        assert_eq!(cert_type(TaiwanPermit, "12345678"), Some("HOME_VISIT_PERMIT_TAIWAN"));
        assert_eq!(cert_type(Passport, "E1234567"), None);
    }
}
