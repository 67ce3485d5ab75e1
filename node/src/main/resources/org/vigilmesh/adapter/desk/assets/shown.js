// Tells this node that a case was seen on a screen, once it was: never before the page is visible.

const form = document.querySelector("form[data-shown]");

function tell() {
  if (form?.isConnected && document.visibilityState === "visible") {
    const body = new URLSearchParams(new FormData(form));
    form.remove();
    fetch(form.action, { method: "POST", body, credentials: "same-origin" });
  }
}

if (form) {
  document.addEventListener("visibilitychange", tell);
  requestAnimationFrame(() => requestAnimationFrame(tell));
}
