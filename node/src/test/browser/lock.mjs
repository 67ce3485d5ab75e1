// Nobody sits before the page: it warns, goes on at a click, and locks itself with what was typed
// kept; a touch brings both back. The browser's own time is moved on, the server's answers are not
// the ones it would give after a quarter of an hour, so the page is told how long it has.
import { end, modules, must, signedIn } from "./desk.mjs";

const QUARTER = 15 * 60_000;
const officer = await signedIn("a.haddad");
const { shown, origin } = officer;
const path = await shown.locator("[data-list] a.row").first().getAttribute("href");
const form = `${path}/say/clarification_request`;
let left = 100;
await shown.route("**/idle", (route) => route.fulfill({ status: 200, contentType: "text/plain", body: String(left) }));
await shown.clock.install();
await shown.goto(origin + form);
await modules(shown);
const field = shown.locator("main textarea").first();
await field.fill("which of the two accounts?");
await shown.clock.fastForward(QUARTER - 60_000);
const banner = shown.locator(".banner.idle");
await banner.waitFor({ state: "visible" });
must(await field.isVisible(), "the form stays while the page warns");
await banner.locator("button").click();
await banner.waitFor({ state: "hidden" });

left = 0;
await shown.clock.fastForward(QUARTER);
await shown.waitForSelector("[data-locked]");
const text = await shown.locator("body").innerText();
must(!text.includes("which of the two accounts?"), "what was typed is off the page");
must(!text.includes(path.split("/").at(-1)), "the case is not named");
must(/waits? for an acknowledgement/.test(text), `what waits is told: ${text}`);
await shown.locator("form[data-passkey] button.main").press("Enter");
await shown.waitForURL(origin + form);
must((await shown.locator("main textarea").first().inputValue()) === "which of the two accounts?", "what was typed is there again");
await end();
