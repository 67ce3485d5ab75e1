// The clock of the server, counted on by the browser's own steady clock: a wrong time on this
// machine does not show. Every time with data-left says how long it is until then, as it passes.

const shown = document.querySelector("[data-clock]");
const words = document.querySelector("[data-spans]")?.dataset;
const plural = new Intl.PluralRules(document.documentElement.lang);
let offset = Date.parse(document.body.dataset.now ?? "") - performance.now();

/** @returns {Date} the server's time, as far as it is known */
export function now() {
  return new Date(offset + performance.now());
}

/**
 * The server has said what time it is: a machine that slept counts on from there.
 * @param {string} time
 */
export function heardTime(time) {
  const at = Date.parse(time);
  if (!Number.isNaN(at)) {
    offset = at - performance.now();
    tick();
  }
}

/**
 * @param {string} pattern with {0}, {1}
 * @param {...(string | number)} values
 */
export function fill(pattern, ...values) {
  return pattern.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)]));
}

/** The largest unit that fits, as the server writes it. */
function span(millis) {
  const minutes = Math.floor(millis / 60_000);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days >= 2) {
    return fill(words[plural.select(days)] ?? words.other, days);
  }
  return hours >= 1
    ? fill(words.hours, hours, String(minutes % 60).padStart(2, "0"))
    : fill(words.minutes, minutes);
}

function count(time) {
  const left = Date.parse(time.dateTime) - now().getTime();
  const text = fill(left < 0 ? words.overdue : words.left, span(Math.abs(left)));
  if (time.textContent !== text) {
    time.textContent = text;
    time.closest(".case")?.classList.toggle("over", left < 0);
  }
}

function tick() {
  if (shown) {
    const text = now().toISOString();
    shown.textContent = `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
    shown.setAttribute("datetime", text);
  }
  if (words) {
    document.querySelectorAll("time[data-left]").forEach(count);
  }
}

if (!Number.isNaN(offset)) {
  tick();
  setInterval(tick, 1000);
}
