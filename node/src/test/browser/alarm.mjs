// An urgent request sounds at every desk until a named officer takes charge of it: once for each
// browser, blocked sound is a bar in words, what is turned off stays off, and says so.
import { browser, end, modules, must, picture, signedIn } from "./desk.mjs";

/** Counts what sounds now, and the tones that sounded. */
function listening() {
  const { start, stop } = AudioBufferSourceNode.prototype;
  window.ringing = 0;
  window.tones = 0;
  AudioBufferSourceNode.prototype.start = function begin(...values) {
    if (this.loop) {
      window.ringing++;
    } else {
      window.tones++;
    }
    return start.apply(this, values);
  };
  AudioBufferSourceNode.prototype.stop = function silence(...values) {
    window.ringing--;
    return stop.apply(this, values);
  };
}

/** Where the content begins: no word of the frame may move it. */
function top(one) {
  return one.evaluate(() => document.querySelector("main").getBoundingClientRect().top);
}

async function rings(pages) {
  const all = await Promise.all(pages.map((one) => one.evaluate(() => window.ringing)));
  return all.reduce((sum, one) => sum + one, 0);
}

const haddad = await signedIn("a.haddad");
await haddad.context.addInitScript(listening);
const { shown, origin } = haddad;
await shown.reload();
await modules(shown);
await shown.keyboard.press("Shift");
await shown.waitForSelector(".sound.ringing");
await picture(shown, "alarm-rings");
const words = await shown.locator("[data-sound]").innerText();
must(words.includes("ALARM"), `the frame says that it rings, not: ${words}`);

// a page that the desk opens by itself goes on sounding without another click
const ringingTop = await top(shown);
await Promise.all([shown.waitForEvent("load"), shown.evaluate(() => { location.assign("/all"); })]);
await modules(shown);
await shown.waitForFunction(() => window.ringing === 1);

// a second tab says it, too, and does not sound twice; the first one going, it takes over
const other = await haddad.context.newPage();
await other.goto(`${origin}/all`);
await modules(other);
await other.keyboard.press("Shift");
await other.waitForSelector(".sound.ringing");
must(await rings([shown, other]) === 1, "two tabs ring as one");
await other.close();
await shown.waitForFunction(() => window.ringing === 1);

// a page that nobody has touched: the browser plays nothing, and the desk says so
const untouched = await browser.newContext({ storageState: await haddad.context.storageState() });
await untouched.addInitScript(listening);
const silent = await untouched.newPage();
await silent.goto(`${origin}/`);
await modules(silent);
await silent.waitForSelector("[data-sound-bar]:not([hidden])");
must((await silent.locator("[data-sound-bar]").innerText()).includes("blocked"), "the bar has words");
must(await rings([silent]) === 0, "nothing sounds where nobody has touched the page");
await silent.keyboard.press("Shift");
await silent.waitForSelector("[data-sound-bar]", { state: "hidden" });
await silent.waitForFunction(() => window.ringing === 1);

// a module that does not come is said in words
const broken = await browser.newContext({ storageState: await haddad.context.storageState() });
await broken.route("**/alarm.js", (route) => route.abort());
const lame = await broken.newPage();
await lame.goto(`${origin}/`);
await lame.waitForSelector("[data-modules]:visible");
must((await lame.locator("[data-modules]").innerText()).includes("no alarm will sound"),
  "a page whose modules are missing says that nothing sounds");
await broken.close();

// turned off, and remembered
const tan = await signedIn("s.tan");
await tan.context.addInitScript(listening);
await tan.shown.reload();
await modules(tan.shown);
await tan.shown.keyboard.press("Shift");
await tan.shown.waitForFunction(() => window.ringing === 1);
await tan.shown.locator("[data-sound-turn]").click();
await tan.shown.waitForSelector(".sound.off");
must(await rings([tan.shown]) === 0, "what is turned off is silent");
await tan.shown.reload();
await tan.shown.waitForSelector(".sound.off");
must(await rings([tan.shown]) === 0, "it stays off on the next page");
await tan.shown.locator("[data-sound-turn]").click();
await tan.shown.waitForFunction(() => window.ringing === 1 && window.tones === 1);

// a desk that locks itself still sounds
await tan.shown.evaluate(() => {
  const { token } = document.querySelector("[data-idle]").dataset;
  const body = new URLSearchParams({ token, back: "/" });
  fetch("/lock", { method: "POST", body, redirect: "manual" }).then(() => location.assign("/lock"));
});
await tan.shown.waitForSelector("[data-locked]");
await modules(tan.shown);
await tan.shown.waitForFunction(() => window.ringing === 1);
await picture(tan.shown, "alarm-locked");

// one officer takes charge: silence everywhere
await shown.goto(`${origin}/`);
await modules(shown);
const before = await top(shown);
await shown.keyboard.press("j");
await shown.keyboard.press("a");
await shown.waitForURL(/acknowledge$/);
await modules(shown);
await shown.keyboard.press("Enter");
await shown.waitForURL(/\/cases\/[0-9a-f-]+$/);
for (const one of [shown, silent, tan.shown]) {
  await one.waitForSelector(".sound.on");
  must(await rings([one]) === 0, `${one.url()}: it is silent once somebody took charge`);
}
must(ringingTop === before && await top(shown) === before, "beginning and end of the alarm move nothing");
await end();
