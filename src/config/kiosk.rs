//! The machines of the service hall, known by their addresses.

use std::net::IpAddr;

/// A machine whose name is shown on phones that scan its codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kiosk {
    /// The address it calls from.
    pub address: IpAddr,
    /// What it is called in the hall, such as 2 号自助机.
    pub name: String,
}

impl Kiosk {
    /// Reads `10.1.2.3=2 号自助机`; `Err` says what to write.
    pub fn read(typed: &str) -> Result<Self, String> {
        let wrong = || format!("其中“{typed}”不是“地址=名称”；请写成 10.1.2.3=2 号自助机 这样的形式");
        let (address, name) = typed.split_once('=').ok_or_else(wrong)?;
        let address = address.trim().parse().map_err(|_| wrong())?;
        let name = super::sections::name(name).map_err(|_| wrong())?;
        Ok(Kiosk { address, name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_is_an_address_and_a_name() {
        let kiosk = Kiosk::read("10.1.2.3 = 2 号自助机").unwrap();
        assert_eq!((kiosk.address.to_string().as_str(), kiosk.name.as_str()), ("10.1.2.3", "2 号自助机"));
        for bad in ["10.1.2.3", "=1 号", "10.1.2.3=", "hall=1 号", "10.1.2.3=a\nb"] {
            assert!(Kiosk::read(bad).is_err(), "{bad}");
        }
    }
}
