// One stream of hints. It says that something changed, never what; the list does not move under
// the cursor: a link to refresh it does. A stream that falls silent is called lost.

const SILENCE_MAX = 35_000;
const line = document.querySelector("[data-line]");
let timer = 0;

function say(state) {
  line.textContent = line.dataset[state];
  line.className = `line ${state}`;
}

function heard() {
  clearTimeout(timer);
  timer = setTimeout(() => say("lost"), SILENCE_MAX);
  say("up");
}

function changed() {
  const refresh = document.querySelector("[data-refresh]");
  if (refresh) {
    refresh.textContent = refresh.dataset.new;
    refresh.classList.add("new");
  }
}

function listen() {
  const stream = new EventSource("/live");
  stream.addEventListener("open", heard);
  stream.addEventListener("quiet", heard);
  stream.addEventListener("changed", () => {
    heard();
    changed();
  });
  stream.addEventListener("over", () => {
    stream.close();
    location.assign("/enter");
  });
  stream.addEventListener("error", () => {
    clearTimeout(timer);
    say("lost");
  });
  return stream;
}

if (line && document.querySelector("form.leave")) {
  let stream = listen();
  // a machine that loses its network notices before the stream does
  addEventListener("offline", () => {
    clearTimeout(timer);
    say("lost");
  });
  addEventListener("online", () => {
    stream.close();
    stream = listen();
  });
}
