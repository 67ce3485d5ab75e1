// Locks the page when nobody sits before it: the server does, this makes it seen. Before that it
// says so, and one key, one touch or the button goes on. What was typed comes back after the lock.

const place = document.querySelector("[data-idle]");
const WARN = 120;
const AWAKE = 60_000;
const AGAIN = 5_000;
let endAt = 0;
let toldAt = Date.now();
let timer = 0;

function left() {
  return Math.ceil((endAt - performance.now()) / 1000);
}

function open(seconds) {
  endAt = performance.now() + seconds * 1000;
  place.querySelector(".idle").hidden = true;
  plan();
}

function plan() {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(1, left() > WARN ? left() - WARN : left()) * 1000);
}

function form(fields) {
  return new URLSearchParams({ token: place.dataset.token, ...fields });
}

/** Where this page is found again: a draft by its name. */
function here() {
  const draft = document.querySelector("form[data-draft] input[name=draft]");
  return draft ? `/compose?draft=${draft.value}` : location.pathname;
}

/** Takes everything off the screen, whether the server is heard or not. */
function hide() {
  document.querySelector("main").replaceChildren();
  document.querySelectorAll("dialog").forEach((one) => one.close());
  document.title = "Vigil";
}

async function lock() {
  const body = form({ back: here() });
  for (const one of document.querySelectorAll("main form:not([data-draft]):not([data-passkey])")) {
    for (const [name, value] of new FormData(one)) {
      if (typeof value === "string" && name !== "token") {
        body.append(`typed.${name}`, value);
      }
    }
  }
  hide();
  try {
    await fetch("/lock", { method: "POST", body, redirect: "manual" });
    location.replace(`/lock?back=${encodeURIComponent(body.get("back"))}`);
  } catch (failure) {
    if (!(failure instanceof TypeError)) {
      throw failure;
    }
    setTimeout(() => location.replace("/lock"), AGAIN);
  }
}

/** Another window may have kept the session open: the server knows. */
async function look() {
  try {
    const answer = await fetch("/idle", { cache: "no-store" });
    const seconds = answer.ok ? Number(await answer.text()) - 5 : 0;
    endAt = performance.now() + seconds * 1000;
  } catch (failure) {
    if (!(failure instanceof TypeError)) {
      throw failure;
    }
  }
  if (left() <= 1) {
    lock();
  } else {
    place.querySelector(".idle").hidden = left() > WARN;
    plan();
  }
}

async function awake() {
  toldAt = Date.now();
  try {
    const answer = await fetch("/awake", { method: "POST", body: form({}) });
    if (answer.ok) {
      open(Number(place.dataset.idle));
    } else {
      look();
    }
  } catch (failure) {
    if (!(failure instanceof TypeError)) {
      throw failure;
    }
  }
}

if (place) {
  open(Number(place.dataset.idle));
  place.querySelector("button").addEventListener("click", awake);
  for (const event of ["keydown", "pointerdown", "input"]) {
    addEventListener(event, ({ isTrusted }) => {
      if (isTrusted && Date.now() - toldAt > AWAKE) {
        awake();
      }
    }, { passive: true });
  }
  addEventListener("pageshow", ({ persisted }) => persisted && look());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
}
