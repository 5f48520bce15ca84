//! What the whole process needs before anything else happens in it.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Two descriptors a connection, and room for the rest of the house.
const DESCRIPTORS: u64 = 8_192;

/// One cryptography provider for every client and server, no core dumps with people's data, descriptors enough for
/// the gate, and panics told as one log line without whatever they were about.
pub(super) fn prepare() {
    // Only the first provider counts; a second call finds the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let files = getrlimit(Resource::Nofile);
    let wanted = files.maximum.map_or(DESCRIPTORS, |most| most.min(DESCRIPTORS));
    if files.current.is_some_and(|now| now < wanted) {
        // The house works with fewer as well: the gate then makes room earlier.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: files.maximum });
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or("an unknown place".to_string(), ToString::to_string);
        let said = panic.payload_as_str().filter(|_| cfg!(debug_assertions)).unwrap_or("not told");
        log::error!("program: panicked: at {place}: {said}");
    }));
}
