// A list never moves under the cursor: what is new is announced, and comes with the key n or a
// click. The row that had the focus has it again. A row can be marked, for this tab alone.

import { fill } from "./clock.js";
import { hints } from "./live.js";

const FOCUSED = "vigil-row";
const MARKED = "vigil-marked";
const list = document.querySelector("[data-rows]");
const pill = document.querySelector("[data-pill]");

/** @returns {HTMLAnchorElement[]} */
export function rows() {
  return [...document.querySelectorAll("[data-list] a.row")];
}

/** @returns {HTMLAnchorElement | undefined} the row that has the focus */
export function focused() {
  return rows().find((row) => row === document.activeElement);
}

function marked() {
  return new Set((sessionStorage.getItem(MARKED) ?? "").split(" ").filter(Boolean));
}

/** Marks the row that has the focus, or takes its mark away. */
export function mark() {
  const row = focused();
  if (row) {
    const all = marked();
    const isOn = row.toggleAttribute("data-marked");
    (isOn ? all.add(row.pathname) : all.delete(row.pathname));
    sessionStorage.setItem(MARKED, [...all].join(" "));
    document.querySelector("[data-said]").textContent = isOn ? list.dataset.marked : list.dataset.unmarked;
  }
}

function show(said) {
  const there = new Set(rows().map((row) => row.pathname.split("/").at(-1)));
  const fresh = (said.get("rows") ?? "").split(" ").filter((id) => id && !there.has(id));
  pill.textContent = fresh.length > 0 ? fill(pill.dataset.new, fresh.length) : pill.dataset.changed;
  pill.hidden = false;
}

if (list && pill) {
  hints.addEventListener("state", ({ detail }) => show(detail));
  addEventListener("pagehide", () => {
    sessionStorage.setItem(FOCUSED, focused()?.pathname ?? "");
  });
  const all = marked();
  rows().filter((row) => all.has(row.pathname)).forEach((row) => row.setAttribute("data-marked", ""));
  const last = sessionStorage.getItem(FOCUSED);
  rows().find((row) => row.pathname === last)?.focus({ preventScroll: false });
}
