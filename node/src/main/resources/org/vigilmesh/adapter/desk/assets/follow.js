// A case on a screen follows what happens to it. After each hint the node is asked whether the case
// is newer than the page; if so, the parts that live are exchanged for those of a fresh page, which
// the browser parses without running anything. What has the focus is never taken away.

import { hints } from "./live.js";

const article = document.querySelector("article[data-follow]");
let isAsking = false;
let isStale = false;

/** The fresh page of the same case; null where nothing is newer or the answer is no page. */
function fresh() {
  return new Promise((resolve) => {
    const ask = new XMLHttpRequest();
    ask.responseType = "document";
    ask.addEventListener("loadend", () => resolve(ask.status === 200 ? ask.response : null));
    ask.open("GET", `${article.dataset.follow}?since=${article.dataset.change}`);
    ask.send();
  });
}

/** Proofs that the reader has opened stay open. */
function opened(part) {
  return [...part.querySelectorAll("details[open]")].map((one) => one.textContent);
}

function exchange(page) {
  const newer = page.querySelector("article[data-follow]");
  if (!newer) {
    return;
  }
  let isHeld = false;
  for (const old of article.querySelectorAll("[data-live]")) {
    const part = newer.querySelector(`[data-live="${old.dataset.live}"]`);
    if (part && old.contains(document.activeElement)) {
      isHeld ||= old.textContent !== part.textContent;
    } else if (part) {
      const open = opened(old);
      const taken = document.importNode(part, true);
      taken.querySelectorAll("details").forEach((one) => {
        one.open = open.includes(one.textContent);
      });
      old.replaceWith(taken);
    }
  }
  article.dataset.change = newer.dataset.change;
  article.querySelector("[data-changed]").hidden = !isHeld;
  const last = article.querySelector(".step:last-child .said");
  article.querySelector("[data-news]").textContent = last?.textContent.trim() ?? "";
}

async function follow() {
  isStale = true;
  while (isStale && !isAsking) {
    isStale = false;
    isAsking = true;
    const page = await fresh();
    isAsking = false;
    if (page) {
      exchange(page);
    }
  }
}

if (article) {
  hints.addEventListener("state", follow);
}
