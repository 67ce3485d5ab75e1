// The clock of the server, counted on by the browser's own steady clock: a wrong time on this
// machine does not show.

const shown = document.querySelector("[data-clock]");
const began = Date.parse(document.body.dataset.now ?? "") - performance.now();

/** @returns {Date} the server's time, as far as it is known */
export function now() {
  return new Date(began + performance.now());
}

function tick() {
  const text = now().toISOString();
  shown.textContent = `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
  shown.setAttribute("datetime", text);
}

if (shown && !Number.isNaN(began)) {
  tick();
  setInterval(tick, 1000);
}
