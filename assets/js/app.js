// Makes pages more pleasant; every page works without it. It keeps nothing: no storage, no cookies.
"use strict";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const known = new WeakSet();
const fresh = (selector) => all(selector).filter((element) => !known.has(element) && known.add(element));
const wake = (element) => { element.hidden = false; return element; };

document.documentElement.classList.add("scripted");

// A page that comes back from the browser's memory may belong to somebody who has left.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// Focus goes to the list of faults; its links go to the first control of a group.
one("#error-summary")?.focus();
all("#error-summary a").forEach((link) => link.addEventListener("click", () => {
  const target = byId(link.hash.slice(1));
  const control = target?.matches("fieldset") ? one("input:not([type=hidden]), select", target) : target;
  setTimeout(() => control?.focus());
}));

// Whoever asked for the phone or for 材料库 beside one of many pictures sees what came without looking for it.
if (!byId("error-summary")) one(".stock, .camera-link")?.scrollIntoView({ block: "center" });

// A second press of the same form does nothing; coming back allows it again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "true";
  setTimeout(() => { delete form.dataset.sent; }, 8000);
});

// Show the password.
function password() {
  fresh("[data-reveal]").forEach((button) => wake(button).addEventListener("click", () => {
    const field = byId(button.dataset.reveal);
    const show = field.type === "password";
    field.type = show ? "text" : "password";
    button.setAttribute("aria-pressed", String(show));
  }));
  fresh("[data-rules]").forEach((list) => {
    const field = byId(list.dataset.rules);
    const rules = all("li", list).map((item) => ({ item, pattern: new RegExp(item.dataset.pattern, "u") }));
    const strength = one(`[data-strength="${list.dataset.rules}"]`);
    const tick = () => {
      let met = 0;
      for (const { item, pattern } of rules) {
        const holds = pattern.test(field.value);
        met += holds ? 1 : 0;
        item.classList.toggle("met", holds);
        one("[data-met]", item).textContent = holds ? "，已满足" : "";
      }
      if (!strength) return;
      const level = met < rules.length ? 1 : field.value.length < 12 ? 2 : 3;
      wake(strength).hidden = field.value === "";
      strength.dataset.level = String(level);
      one("b", strength).textContent = strength.dataset.words.split(" ")[level - 1];
    };
    field.addEventListener("input", tick);
    tick();
  });
}

// Count down until another code may be sent; the seconds come from the server.
function waiting() {
  fresh("[data-wait]").forEach((button) => {
    const words = button.textContent;
    const until = performance.now() + Number(button.dataset.wait) * 1000;
    const tick = () => {
      const left = Math.ceil((until - performance.now()) / 1000);
      button.disabled = left > 0;
      button.textContent = left > 0 ? `${left} 秒后可重新获取` : words;
      if (left > 0) setTimeout(tick, 500);
    };
    tick();
  });
}

// Say which files were chosen, and take files dropped on the tile.
function files() {
  fresh("[data-file]").forEach((input) => {
    const told = one(`[data-picked="${input.id}"]`);
    const tell = () => {
      const chosen = [...input.files];
      told.hidden = chosen.length === 0;
      const size = chosen.reduce((sum, file) => sum + file.size, 0) / 1024;
      const amount = size < 1024 ? `${Math.ceil(size)} KB` : `${(size / 1024).toFixed(1)} MB`;
      told.textContent = `已选 ${chosen.length} 张，共 ${amount}：${chosen.map((file) => file.name).join("、")}`;
    };
    const drop = input.closest(".drop");
    input.addEventListener("change", tell);
    for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
      drop.addEventListener(kind, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", kind === "dragenter" || kind === "dragover");
      });
    }
    drop.addEventListener("drop", (event) => {
      if (event.dataTransfer.files.length === 0) return;
      input.files = event.dataTransfer.files;
      tell();
    });
  });
}

// Count down to the next code on the screen; the server sends it when it is time.
function codes() {
  fresh("[data-left]").forEach((meter) => {
    const until = performance.now() + Number(meter.dataset.left) * 1000;
    const words = one("[data-left-words]", meter.parentElement);
    const tick = () => {
      if (!meter.isConnected) return;
      const left = Math.max(0, Math.ceil((until - performance.now()) / 1000));
      meter.value = left;
      words.textContent = left > 0 ? `${left} 秒后` : "马上";
      if (left > 0) setTimeout(tick, 250);
    };
    tick();
  });
}

// Press what the page has prepared to be pressed by itself: the way on after a scan, a picture that waits.
function press() {
  fresh("[data-press]").forEach((box) => {
    const button = one("button", box);
    setTimeout(() => button.form?.requestSubmit(button), 0);
  });
}

// What a followed page is told: where to go on, and that a picture taken on the phone waits to be fetched.
document.addEventListener("go", (event) => {
  const address = event.detail?.data ?? "";
  if (/^\/(?!\/)/.test(address)) location.replace(address);
});

// What a followed page shows already is not drawn anew: a press in that moment would be lost, and so would the focus.
document.addEventListener("htmx:sse:before:message", (event) => {
  const { message } = event.detail;
  if (message.event) return;
  const drawn = document.createElement("div");
  drawn.innerHTML = message.data;
  if (drawn.innerHTML === event.target.innerHTML) event.detail.cancelled = true;
});

// Who may no longer look sees so at once; a form that is being filled in is left alone.
document.addEventListener("end", (event) => {
  if (!event.target.closest?.("form")) location.reload();
});

// Hear the picture code instead of leaving the page.
function sounds() {
  fresh("[data-sound]").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    new Audio(link.href).play().catch(() => location.assign(link.href));
  }));
}

// Zoom, turn and fill the screen with the large picture.
function viewer() {
  fresh("[data-viewer]").forEach((box) => {
    const figures = all(".stage figure", box);
    const scale = wake(one("[data-scale]", box));
    const stage = one(".stage", box);
    const state = { zoom: 1, turn: 0 };
    const lay = (figure) => {
      const image = one("img", figure);
      const plain = state.zoom === 1 && state.turn === 0;
      const lying = state.turn % 180 !== 0;
      figure.classList.toggle("zoomed", !plain);
      if (plain || !image.naturalWidth) { figure.removeAttribute("style"); return image.removeAttribute("style"); }
      const [wide, high] = lying ? [image.naturalHeight, image.naturalWidth] : [image.naturalWidth, image.naturalHeight];
      const room = { wide: (stage.clientWidth - 40) / figures.length, high: stage.clientHeight - 40 };
      const by = Math.min(room.wide / wide, room.high / high) * state.zoom;
      Object.assign(figure.style, { width: `${wide * by}px`, height: `${high * by}px` });
      Object.assign(image.style, {
        width: `${image.naturalWidth * by}px`, height: `${image.naturalHeight * by}px`, transform: `rotate(${state.turn}deg)`,
      });
    };
    const draw = () => { figures.forEach(lay); scale.textContent = `${Math.round(state.zoom * 100)}%`; };
    const zoom = (by) => { state.zoom = Math.min(6, Math.max(0.25, state.zoom * by)); draw(); };
    all("[data-zoom]", box).forEach((button) => wake(button)
      .addEventListener("click", () => zoom(button.dataset.zoom === "in" ? 1.25 : 0.8)));
    wake(one("[data-rotate]", box)).addEventListener("click", () => { state.turn = (state.turn + 90) % 360; draw(); });
    const full = one("[data-fullscreen]", box);
    if (box.requestFullscreen) wake(full).addEventListener("click", () => {
      if (document.fullscreenElement) document.exitFullscreen(); else box.requestFullscreen();
    });
  });
}

// Keys on the review page: A and R choose, arrows go to the neighbours; never while somebody types.
document.addEventListener("keydown", (event) => {
  if (!one("[data-decision]") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, .stage, .thumbs")) return;
  const radio = one(`[data-key="${CSS.escape(event.key.toUpperCase())}"]`);
  if (radio) { radio.checked = true; radio.focus(); event.preventDefault(); }
  if (!event.target.closest("[type=radio]")) one(`[data-step="${CSS.escape(event.key)}"] a`)?.click();
});

// Read the page aloud, where the browser has a voice.
all("[data-read]").forEach((button) => {
  if (!("speechSynthesis" in window)) return;
  wake(button).addEventListener("click", () => {
    const reading = speechSynthesis.speaking;
    speechSynthesis.cancel();
    button.setAttribute("aria-pressed", String(!reading));
    if (reading) return;
    const speech = new SpeechSynthesisUtterance(byId("main").innerText);
    speech.lang = "zh-CN";
    speech.onend = () => button.setAttribute("aria-pressed", "false");
    speechSynthesis.speak(speech);
  });
});

all("[data-print]").forEach((button) => wake(button).addEventListener("click", () => print()));

// Nobody touches the machine: ask, count 30 seconds, end the visit.
const idle = byId("idle");
if (idle) {
  const seconds = Number(document.body.dataset.idle);
  let last = performance.now();
  let gone = false;
  const leave = () => {
    if (gone) return;
    gone = true;
    const form = one("form[data-sign-out]");
    if (form) form.requestSubmit(); else location.replace(document.body.dataset.home);
  };
  const stay = () => { last = performance.now(); if (idle.open) idle.close(); };
  const touched = (event) => { if (!idle.contains(event.target)) stay(); };
  for (const kind of ["pointerdown", "keydown", "scroll", "touchstart"]) addEventListener(kind, touched, { passive: true, capture: true });
  // Who holds the phone is still there.
  document.addEventListener("stay", stay);
  one("[data-stay]", idle).addEventListener("click", stay);
  one("[data-leave]", idle).addEventListener("click", leave);
  setInterval(() => {
    const left = Math.ceil(seconds + 30 - (performance.now() - last) / 1000);
    if (left > 30) return;
    if (left <= 0) return leave();
    if (!idle.open) idle.showModal();
    one("[data-seconds]", idle).textContent = String(left);
  }, 500);
}

// Parts that came later through htmx are woken like the first ones.
const dress = () => { password(); waiting(); files(); codes(); sounds(); viewer(); press(); };
dress();
document.addEventListener("htmx:after:swap", dress);
