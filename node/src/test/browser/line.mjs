// The clocks tick by the server's time, whatever this machine believes; a lost line is said at once,
// with the time from which they are, and said to be back when it is.
import { end, modules, must, signedIn } from "./desk.mjs";

const { shown, context, origin } = await signedIn("a.haddad");
const line = shown.locator("[data-line]");
await shown.waitForSelector("[data-line].up");

await context.addInitScript(() => {
  const real = performance.now.bind(performance);
  window.ahead = 0;
  performance.now = () => real() + window.ahead;
  Date.now = () => 0;
});
await shown.goto(`${origin}/all`);
await modules(shown);
const minutes = () => shown.evaluate(() => {
  const [hours, rest] = document.querySelector("time[data-left]").textContent.match(/\d+/g).map(Number);
  return hours * 60 + rest;
});
const left = await minutes();
await shown.evaluate(() => { window.ahead = 3_600_000; });
await shown.waitForFunction(() => document.querySelector("[data-clock]").dateTime.length > 0);
await shown.waitForTimeout(1_500);
const later = await minutes();
must(left - later >= 60 && left - later <= 61, `an hour later ${left} minutes are ${later}`);

const top = () => shown.evaluate(() => document.querySelector("main").getBoundingClientRect().top);
const before = await top();
await context.setOffline(true);
await shown.waitForSelector("[data-line].lost", { timeout: 5_000 });
const said = await line.innerText();
must(/\d\d:\d\d UTC/.test(said), `a lost line says from when the clocks are, not: ${said}`);

must(await top() === before, "a lost line moves nothing");
await context.setOffline(false);
await shown.waitForSelector("[data-line].up");
await modules(shown);
const again = await minutes();
must(left - again <= 1, `the server's time counts again: ${again} of ${left} minutes`);
await end();
