// Single keys for what is on the page: j and k go through a list, Enter opens, and every element
// with data-key answers to its letter. They can be turned off, and never work while one types.

const OFF = "vigil-keys-off";

function isTyping(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function move(step) {
  const rows = [...document.querySelectorAll("[data-list] a.row")];
  const at = rows.indexOf(document.activeElement);
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))] ?? rows[0];
  next?.focus();
}

function press(key) {
  const wanted = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
  if (wanted) {
    wanted.click();
  }
  return Boolean(wanted);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)
      || localStorage.getItem(OFF) === "yes") {
    return;
  }
  if (event.key === "j") {
    move(1);
  } else if (event.key === "k") {
    move(-1);
  } else if (event.key === "n") {
    document.querySelector("[data-refresh]")?.click();
  } else if (!press(event.key)) {
    return;
  }
  event.preventDefault();
});
