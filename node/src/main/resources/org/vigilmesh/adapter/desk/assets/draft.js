// Keeps a form that is being written on the server after two seconds without a key, and shows what
// is complete by now. Nothing is sent to anybody but this desk.

const IDLE = 2_000;
const form = document.querySelector("form[data-draft]");
let timer = 0;
let isLeaving = false;

function show(text) {
  const [said, count, reason, ...boxes] = text.split("\n");
  form.querySelector("[data-draft-state]").textContent = said;
  form.querySelector("[data-rail-count]").textContent = count;
  form.querySelector("[data-rail-reason]").textContent = reason;
  form.querySelector("[data-review]").disabled = reason !== "";
  for (const line of boxes) {
    const [id, state, words] = line.split("\t");
    const place = form.querySelector(`[data-rail="${CSS.escape(id)}"]`);
    if (place && words) {
      place.className = state;
      place.querySelector("span").textContent = words;
    }
  }
}

async function keep() {
  const body = new FormData(form);
  body.delete("upload");
  body.set("do", "keep");
  try {
    const answer = await fetch("/compose", { method: "POST", body, redirect: "error" });
    if (answer.headers.get("Content-Type")?.startsWith("text/plain") && !isLeaving) {
      show(await answer.text());
    } else if (!isLeaving) {
      form.querySelector("[data-draft-state]").textContent = form.dataset.lost;
    }
  } catch (failure) {
    if (!(failure instanceof TypeError)) {
      throw failure;
    }
    form.querySelector("[data-draft-state]").textContent = form.dataset.lost;
  }
}

if (form) {
  form.querySelector("[data-review]").disabled =
    form.querySelector("[data-rail-reason]").textContent.trim() !== "";
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, IDLE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    isLeaving = true;
  });
  window.addEventListener("pageshow", () => {
    isLeaving = false;
  });
}
