// Single keys for what is on the page: j and k go through a list, Enter opens, and every element
// with data-key answers to its letter; on a row they mean that row. None works while one types. The
// sheet of keys (?) lists them, and each can be turned off there.

import { focused, mark, rows } from "./rows.js";

const OFF = "vigil-keys-off";
const PLACES = { "g i": "/", "g o": "/sent", "g e": "/expiring" };
const sheet = document.querySelector("dialog[data-keys]");
let isGoing = false;

function isTyping(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function off() {
  return new Set((localStorage.getItem(OFF) ?? "").split(",").filter(Boolean));
}

function move(step) {
  const all = rows();
  const at = all.indexOf(document.activeElement);
  const next = all[Math.min(all.length - 1, Math.max(0, at + step))] ?? all[0];
  next?.focus();
  return Boolean(next);
}

/** What a letter means for the row that has the focus. */
function ofRow(key) {
  const row = focused();
  const form = document.querySelector("form[data-row-form]");
  if (!row?.pathname.startsWith("/cases/")) {
    return false;
  }
  if (key === "a" && form && row.hasAttribute("data-new")) {
    form.action = `${row.pathname}/acknowledge`;
    form.requestSubmit();
  } else if (key === "r") {
    location.assign(`${row.pathname}/say`);
  } else if (key === "p") {
    location.assign(`${row.pathname}/form.pdf`);
  } else {
    return false;
  }
  return true;
}

function press(key) {
  const wanted = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
  wanted?.click();
  return Boolean(wanted);
}

function search() {
  const field = document.querySelector("[data-search]");
  if (field) {
    field.focus();
  } else {
    location.assign("/#search");
  }
  return true;
}

function act(key) {
  switch (key) {
    case "j": return move(1);
    case "k": return move(-1);
    case "n": return press("n");
    case "x": mark(); return Boolean(focused());
    case "/": return search();
    case "?": sheet?.showModal(); return Boolean(sheet);
    default: return PLACES[key] ? !location.assign(PLACES[key]) : ofRow(key) || press(key);
  }
}

document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.wantsKeys === "off" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || sheet?.open) {
    return;
  }
  const key = isGoing ? `g ${event.key}` : event.key;
  isGoing = !isGoing && event.key === "g" && Object.keys(PLACES).some((one) => !off().has(one));
  // Enter and the space bar belong to what has the focus
  if (!isGoing && !/^(Enter| |Tab)$/.test(event.key) && !off().has(key) && act(key)) {
    event.preventDefault();
  }
});

if (sheet) {
  const opener = document.querySelector("[data-keys-open]");
  opener?.addEventListener("click", () => sheet.showModal());
  sheet.querySelectorAll("input[data-key-on]").forEach((box) => {
    box.checked = !off().has(box.dataset.keyOn);
    box.addEventListener("change", () => {
      const all = off();
      (box.checked ? all.delete(box.dataset.keyOn) : all.add(box.dataset.keyOn));
      localStorage.setItem(OFF, [...all].join(","));
    });
  });
}

if (location.hash === "#search") {
  document.querySelector("[data-search]")?.focus();
}
