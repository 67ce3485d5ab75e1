// One stream of hints for all tabs of a browser. It says that something changed and what time it
// is, never what changed: the page then asks for the numbers and ids that it may see. A stream that
// falls silent is called lost, with the time from which the clocks are.

import { fill, heardTime, now } from "./clock.js";

const SILENCE_MAX = 35_000;
const AGAIN = 5_000;
const line = document.querySelector("[data-line]");
const rows = document.querySelector("[data-rows]");
const tabs = new BroadcastChannel("vigil-live");
let timer = 0;
let stream = null;
let heardAt = now();
let isLeaving = false;

/**
 * Tells "state" with what the server says of itself after a change.
 * @type {EventTarget}
 */
export const hints = new EventTarget();

function say(state, text) {
  line.textContent = text;
  line.className = `line ${state}`;
}

function lost() {
  clearTimeout(timer);
  say("lost", fill(line.dataset.lost, heardAt.toISOString().slice(11, 16)));
}

function heard(time) {
  clearTimeout(timer);
  timer = setTimeout(lost, SILENCE_MAX);
  heardTime(time);
  heardAt = now();
  say("up", line.dataset.up);
}

/** The web session is over; a form that was just sent, such as the end of a shift, goes first. */
function over() {
  setTimeout(() => location.assign(`/lock?back=${location.pathname}`), isLeaving ? AGAIN : 0);
}

/** Asks for what changed: who may see what is decided by the server, at this moment. */
async function look() {
  // those who read no cases have nothing that changes
  if (!document.querySelector("[data-sound]")) {
    return;
  }
  try {
    const answer = await fetch(`/now?list=${rows?.dataset.rows ?? ""}`, { cache: "no-store" });
    if (answer.status === 403) {
      over();
    } else if (answer.ok) {
      const said = new Map((await answer.text()).split("\n").map((one) => one.split("\t", 2)));
      hints.dispatchEvent(new CustomEvent("state", { detail: said }));
    }
  } catch (failure) {
    if (!(failure instanceof TypeError)) {
      throw failure;
    }
    lost();
  }
}

function take({ event, time }) {
  if (event === "lost") {
    lost();
  } else if (event === "over") {
    over();
  } else if (event === "asked") {
    if (stream?.readyState === EventSource.OPEN) {
      tabs.postMessage({ event: "quiet", time: now().toISOString() });
    }
  } else {
    heard(time);
    if (event === "changed") {
      look();
    }
  }
}

function tell(message) {
  take(message);
  tabs.postMessage(message);
}

function listen() {
  stream?.close();
  stream = new EventSource("/live");
  for (const event of ["quiet", "changed", "over"]) {
    stream.addEventListener(event, ({ data }) => tell({ event, time: data }));
  }
  stream.addEventListener("error", () => {
    tell({ event: "lost" });
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(listen, AGAIN);
      look();
    }
  });
}

if (line && document.querySelector("form.leave, [data-locked] [data-sound]")) {
  addEventListener("beforeunload", () => {
    isLeaving = true;
  });
  tabs.addEventListener("message", ({ data }) => take(data));
  tabs.postMessage({ event: "asked" });
  // the tab that holds the lock listens for all; another takes over when it goes
  navigator.locks.request("vigil-live", () => new Promise(listen));
  // a machine that loses its network notices before the stream does
  addEventListener("offline", lost);
  addEventListener("online", () => {
    if (stream) {
      listen();
    }
    look();
  });
}
