//! The two browsers at either end.

use minicbor::{Decode, Encode};

/// The digest of a browser's cookie.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Device(pub [u8; 32]);

impl std::fmt::Debug for Device {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Device")
    }
}

impl<C> Encode<C> for Device {
    fn encode<W: minicbor::encode::Write>(
        &self,
        encoder: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.bytes(&self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Device {
    fn decode(decoder: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        let bytes = decoder.bytes()?.try_into();
        bytes.map(Device).map_err(|_| minicbor::decode::Error::message("a device has not 32 bytes"))
    }
}

/// The screen that asks for a phone.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Screen {
    /// Its browser, which is also its session's key.
    #[n(0)]
    pub device: Device,
    /// Where it stands, in words for the phone, such as 青岚县政务大厅 2 号自助机.
    #[n(1)]
    pub place: String,
    /// How long its session lives without a touch, in seconds; the phone's acts count as touches.
    #[n(2)]
    pub idle_seconds: u32,
    /// How long its session lives in any case, in seconds.
    #[n(3)]
    pub absolute_seconds: u32,
}
