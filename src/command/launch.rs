//! The running house: Rocket on a loopback port, the gate in front of it, the outbox behind it, until a signal ends it.
//!
//! What always holds: nothing is announced before the gate is bound; at the end nobody new is let in, who is being
//! served has up to twenty seconds, a letter on its way arrives, and the database is closed last (T73).

use super::control;
use super::folder;
use super::lan;
use super::trouble::{Exit, Trouble};
use super::upkeep::{self, Archivist};
use crate::config::{Config, TlsFiles};
use crate::connect::{IdentityService, MailCourier, SmsCourier};
use crate::inquiry::Inquiries;
use crate::office::{Office, Way};
use crate::outbox::{Mails, Outbox};
use crate::site;
use crate::web::gate::{Gate, Patience, Peers, tls_config};
use rocket::fairing::AdHoc;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{oneshot, watch};
use tokio::time;

/// How long the letters under way may take to arrive; a courier has ten seconds.
const LETTERS_END: Duration = Duration::from_secs(11);

/// An instance that is open but not yet served.
pub(super) struct Opened {
    /// Where work is done.
    pub(super) office: Office,
    /// What the operator decided.
    pub(super) config: Config,
    /// Who carries text messages; nobody if none.
    pub(super) courier: Option<Arc<dyn SmsCourier>>,
    /// Who proves identities outside; nobody if none.
    pub(super) identity: Option<Arc<dyn IdentityService>>,
    /// Who carries mails; nobody if none.
    pub(super) mail: Option<Arc<dyn MailCourier>>,
    /// Whether another port may be taken when the wanted one is in use.
    pub(super) may_move: bool,
}

/// Makes standard error the log.
pub(super) fn log_from(config: &Config) {
    // A second logger cannot be installed; the first one goes on.
    let _ = super::logging::install(config.log_level, SystemTime::now);
}

/// Serves until SIGTERM or SIGINT; `announce` is told the configuration with the real address.
pub(super) fn keep_open(opened: Opened, announce: impl FnOnce(&Config)) -> Result<(), Trouble> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(opened.config.workers.max(1))
        .enable_all()
        .build()
        .map_err(|cause| Trouble::machine("启动线程，实例文件夹", &opened.config.instance, &cause))?;
    let (store, database) = (opened.office.store().clone(), folder::database(&opened.config));
    let served = runtime.block_on(serve(opened, announce));
    runtime.shutdown_timeout(Duration::from_secs(2));
    let closed = store.close().map_err(|broken| Trouble::broken(&broken, &database));
    served.and(closed)
}

async fn serve(opened: Opened, announce: impl FnOnce(&Config)) -> Result<(), Trouble> {
    let Opened { office, config, courier, mail, identity, may_move } = opened;
    let ending =
        ending().map_err(|cause| Trouble::machine("等待停止信号，实例文件夹", &config.instance, &cause))?;
    let gate = bind(&config, may_move).await?;
    let listen =
        gate.local_addr().map_err(|cause| Trouble::machine("监听，实例文件夹", &config.instance, &cause))?;
    let own = lan::addresses().into_iter().next();
    let config = Arc::new(config.bound_to(listen).found_at(own));
    let peers = Peers::new();
    let (end_streams, streams) = watch::channel(false);
    let house = site::house(office.clone(), config.clone(), Some(peers.clone())).closed_by(streams);
    let (rocket, upstream) = ignite(house).await?;
    let shutdown = rocket.shutdown();
    let mut rocket = tokio::spawn(rocket.launch());
    let upstream = tokio::select! {
        found = upstream => found.ok(),
        _ = &mut rocket => None,
    };
    let Some(upstream) = upstream else {
        return Err(Trouble::new(
            Exit::Failed,
            "内部服务没有启动成功；请确认本机回环地址 127.0.0.1 可用后重试。",
        ));
    };
    let (close, closing) = watch::channel(false);
    let outbox = Outbox::new(office.clone(), courier, config.site_name.clone());
    let outbox = tokio::spawn(outbox.run(closing.clone()));
    let inquiries = identity.map(|service| {
        let name = service.name();
        log::info!("house: identities: proven outside by {name}");
        let return_to = format!("{}/v/back", config.public_origin);
        let inquiries = Inquiries::new(office.clone(), service, Way::Alipay, return_to);
        tokio::spawn(inquiries.run(closing.clone()))
    });
    let mails = Mails::new(office.clone(), mail, config.site_name.clone(), config.public_origin.to_string());
    let mails = tokio::spawn(mails.run(closing.clone()));
    let archivist = Archivist::new(office.clone());
    let plan = (!office.is_demonstration()).then(|| config.backup.clone());
    let mut upkeep = upkeep::start(&office, plan.map(|plan| (archivist.clone(), plan)));
    let folder = config.backup.folder.clone();
    upkeep.spawn(upkeep::on_request(archivist.clone(), folder, closing.clone()));
    let control = tokio::spawn(control::answer(office, archivist, config.clone(), closing));
    announce(&config);
    log::info!("house: open: version {} at {listen}", env!("CARGO_PKG_VERSION"));
    // Every stream ends at once, and Rocket closes the connections that browsers keep for later, which the gate cannot
    // tell from an answer that pauses; then it waits for nobody but those who are being served.
    let ending = async move {
        ending.await;
        log::info!("house: closing: nobody new is let in");
        end_streams.send_replace(true);
        shutdown.notify();
    };
    gate.run(upstream, peers, ending).await;
    // Nobody is left to be answered, but Rocket waits out its whole time when it sees a connection that is just ending.
    rocket.abort();
    close.send_replace(true);
    upkeep.shutdown().await;
    let inquiries = inquiries.map(|task| ("inquiries", task));
    let tasks = [("letters", outbox), ("mails", mails), ("control", control)];
    for (what, task) in tasks.into_iter().chain(inquiries) {
        if time::timeout(LETTERS_END, task).await.is_err() {
            log::warn!("house: closing: {what} cut short");
        }
    }
    Ok(())
}

/// Completes with the first signal that asks the process to end.
fn ending() -> std::io::Result<impl Future<Output = ()>> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

async fn bind(config: &Config, may_move: bool) -> Result<Gate, Trouble> {
    let tls = config.tls.as_ref().map(read_tls).transpose()?;
    let patience = Patience {
        connections_per_address: match config.trusted_proxies.is_empty() {
            true => Patience::default().connections_per_address,
            false => Patience::default().connections,
        },
        ..Patience::default()
    };
    let wanted = config.listen;
    match Gate::bind(wanted, patience, tls.clone()).await {
        Err(cause) if may_move && cause.kind() == ErrorKind::AddrInUse => {
            let free = SocketAddr::new(wanted.ip(), 0);
            Gate::bind(free, patience, tls).await.map_err(|cause| unbound(free, &cause))
        }
        bound => bound.map_err(|cause| unbound(wanted, &cause)),
    }
}

fn unbound(address: SocketAddr, cause: &std::io::Error) -> Trouble {
    match cause.kind() {
        ErrorKind::AddrInUse => Trouble::new(
            Exit::InUse,
            format!("{address} 已被另一个程序占用；请先停止那个程序，或用 --listen 换一个端口。"),
        ),
        ErrorKind::PermissionDenied => Trouble::new(
            Exit::Failed,
            format!("没有监听 {address} 的权限；请用 --listen 换成 1024 以上的端口，或让系统授予权限。"),
        ),
        _ => Trouble::new(
            Exit::Failed,
            format!("不能监听 {address}（{cause}）；请用 --listen 换成本机已有的地址。"),
        ),
    }
}

fn read_tls(files: &TlsFiles) -> Result<Arc<rustls::ServerConfig>, Trouble> {
    let certificate = std::fs::read(&files.certificate)
        .map_err(|cause| Trouble::machine("读取 TLS 文件", &files.certificate, &cause))?;
    let key = folder::secret("TLS 私钥文件", &files.key)?;
    tls_config(&certificate, &key).map_err(|fault| {
        let (certificate, key) = (files.certificate.display(), files.key.display());
        Trouble::new(
            Exit::Settings,
            format!(
                "证书 {certificate} 和私钥 {key} 不能使用（{fault}）；请核对两个文件是否为配套的 PEM 文件。"
            ),
        )
    })
}

/// Rocket, ready to be launched, and where it will tell its address.
async fn ignite(
    house: crate::web::House,
) -> Result<(rocket::Rocket<rocket::Ignite>, oneshot::Receiver<SocketAddr>), Trouble> {
    let (tell, told) = oneshot::channel();
    let tell = Mutex::new(Some(tell));
    let address = AdHoc::on_liftoff("address", move |rocket| {
        let config = rocket.config();
        let tell = tell.lock().unwrap_or_else(PoisonError::into_inner).take();
        let sent = tell.map(|tell| tell.send(SocketAddr::new(config.address, config.port)));
        debug_assert_eq!(sent, Some(Ok(())));
        Box::pin(async {})
    });
    match site::build(house).attach(address).ignite().await {
        Ok(rocket) => Ok((rocket, told)),
        Err(cause) => {
            Err(Trouble::new(Exit::Failed, format!("网站没有组装成功（{cause}）；请重新下载 zhangfang。")))
        }
    }
}
