// Sounds while an urgent message or an emergency waits for a named officer, in one tab of this
// browser, until one takes charge of it anywhere. Browsers play nothing before a click or a key:
// starting a shift is one, with a tone to hear that it works. Where sound is blocked or turned off
// the frame says so in words. Nothing flashes.

import { hints } from "./live.js";

const OFF = "vigil-sound-off";
/** Seconds of one round: two tones, then silence. It is repeated by the audio system itself. */
const ROUND = { urgent: 4, emergency: 2 };
const TONES = [660, 880];
const TONE = 0.35;
const LOUDNESS = 0.6;
const TEST = 900;
/** An allowed context takes a moment to start; one that is not allowed never answers. */
const MOMENT = 600;
const PATIENCE = 3000;

const place = document.querySelector("[data-sound]");
const bar = document.querySelector("[data-sound-bar]");
const turn = document.querySelector("[data-sound-turn]");

/** @type {AudioContext | null} */
let context = null;
/** What waits: as the page came, then as the server says. */
let waiting = { urgent: 0, emergency: 0 };
/** @type {AbortController | null} ends the ringing, or the wait for another tab's */
let ringing = null;
let kind = "";

function isOff() {
  return localStorage.getItem(OFF) === "yes" || document.documentElement.dataset.wantsSound === "off";
}

function isPlaying() {
  return context?.state === "running";
}

/** @returns {AudioBuffer} two tones with soft edges, and silence up to the end of the round */
function round(seconds) {
  const rate = context.sampleRate;
  const buffer = context.createBuffer(1, Math.ceil(seconds * rate), rate);
  const samples = buffer.getChannelData(0);
  TONES.forEach((pitch, number) => {
    const length = Math.floor(TONE * rate);
    for (let i = 0; i < length; i++) {
      const edge = Math.min(1, i / (0.02 * rate), (length - i) / (0.05 * rate));
      samples[number * length + i] = LOUDNESS * edge * Math.sin((2 * Math.PI * pitch * i) / rate);
    }
  });
  return buffer;
}

function play(seconds, isRepeated) {
  const source = context.createBufferSource();
  source.buffer = round(seconds);
  source.loop = isRepeated;
  source.connect(context.destination);
  source.start();
  return source;
}

/** Rings until it is stopped; one tab does, the others wait for it to go. */
function ring(wanted) {
  const stop = new AbortController();
  ringing = stop;
  kind = wanted;
  navigator.locks
    .request("vigil-alarm", { signal: stop.signal }, () => new Promise((done) => {
      const source = play(ROUND[wanted], true);
      stop.signal.addEventListener("abort", () => {
        source.stop();
        done();
      });
    }))
    .catch((failure) => {
      // stopped while another tab rang: there was nothing to end
      if (failure.name !== "AbortError") {
        throw failure;
      }
    });
}

function still() {
  ringing?.abort();
  ringing = null;
  kind = "";
}

function say(state) {
  place.textContent = place.dataset[state];
  place.className = `sound ${state}`;
  bar.hidden = state !== "blocked";
  turn.textContent = isOff() ? turn.dataset.on : turn.dataset.off;
}

/** Brings sound and words to what is so now. */
function update() {
  const wanted = waiting.emergency > 0 ? "emergency" : waiting.urgent > 0 ? "urgent" : "";
  if (kind !== wanted || isOff() || !isPlaying()) {
    still();
  }
  if (wanted && kind === "" && !isOff() && isPlaying()) {
    ring(wanted);
  }
  say(isOff() ? "off" : isPlaying() ? (wanted ? "ringing" : "on") : "blocked");
}

function pause(millis) {
  return new Promise((done) => setTimeout(done, millis));
}

/** A click or a key was made: now the browser lets it play. */
async function wake() {
  if (context?.state === "suspended") {
    await Promise.race([context.resume(), pause(PATIENCE)]);
  }
}

async function test() {
  localStorage.removeItem(OFF);
  document.documentElement.dataset.wantsSound = "on";
  await wake();
  update();
  if (isPlaying()) {
    play(TEST / 1000, false);
    await pause(TEST);
  }
}

function begin() {
  waiting = { urgent: Number(place.dataset.urgent), emergency: Number(place.dataset.emergency) };
  context = typeof AudioContext === "undefined" ? null : new AudioContext();
  context?.addEventListener("statechange", update);
  for (const gesture of ["pointerdown", "keydown"]) {
    document.addEventListener(gesture, wake, { capture: true });
  }
  addEventListener("storage", update);
  hints.addEventListener("state", ({ detail }) => {
    waiting = { urgent: Number(detail.get("urgent")), emergency: Number(detail.get("emergency")) };
    update();
  });
  turn.addEventListener("click", () => {
    if (isOff()) {
      test();
    } else {
      localStorage.setItem(OFF, "yes");
      update();
    }
  });
  document.querySelectorAll("[data-tone]").forEach((button) => button.addEventListener("click", test));
  document.querySelectorAll("form[data-with-tone]").forEach((form) => {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await test();
      form.submit();
    }, { once: true });
  });
  setTimeout(update, isPlaying() ? 0 : MOMENT);
}

if (place && bar && turn) {
  begin();
}
