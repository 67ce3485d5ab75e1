// A shift begins with a tone, stands in the frame of every page, and ends with a note that the next
// officer reads.
import { end, modules, must, picture, signedIn } from "./desk.mjs";

const NOTE = "The custodian calls back at five.";

async function begin(one, next) {
  await one.shown.goto(`${one.origin}/shift`);
  await modules(one.shown);
  await one.shown.evaluate(() => {
    const { start } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function begin(...values) {
      if (!this.loop) {
        sessionStorage.setItem("tone", "heard");
      }
      return start.apply(this, values);
    };
  });
  await one.shown.selectOption("#next", next);
  await one.shown.locator("form[data-with-tone] button").press("Enter");
  await one.shown.waitForSelector("#end");
  await modules(one.shown);
  must(await one.shown.evaluate(() => sessionStorage.getItem("tone")) === "heard",
    "the beginning of a shift is a tone");
}

const haddad = await signedIn("a.haddad");
must((await haddad.shown.locator(".duty").innerText()).includes("Nobody"), "nobody is on duty yet");
await begin(haddad, "s.tan");
await haddad.shown.goto(`${haddad.origin}/calendar`);
const frame = (await haddad.shown.locator(".duty").innerText()).replace(/\s+/g, " ");
must(/On duty: a\.haddad until \d\d:\d\d UTC Next: s\.tan/.test(frame), `the frame says: ${frame}`);

await haddad.shown.goto(`${haddad.origin}/shift`);
await modules(haddad.shown);
must(await haddad.shown.locator(".open-items a").count() > 0, "what is open is listed");
await haddad.shown.locator("#note").fill(NOTE);
await picture(haddad.shown, "shift-end");
await haddad.shown.locator("form[action='/shift/end'] button").press("Enter");
await haddad.shown.waitForURL(/\/shift\/ended$/);

const tan = await signedIn("s.tan");
must((await tan.shown.locator(".duty").innerText()).includes("Nobody"), "the shift has ended");
await begin(tan, "");
const left = await tan.shown.locator("section[aria-labelledby=left]").innerText();
must(left.includes(NOTE) && left.includes("a.haddad"), `the next officer reads: ${left}`);
await picture(tan.shown, "shift-left");
await tan.shown.setViewportSize({ width: 390, height: 900 });
await picture(tan.shown, "shift-left-390");
await end();
