// An officer acknowledges with two keys what waits, and the asking side's desk shows it.
import { end, modules, must, signedIn } from "./desk.mjs";

const haddad = await signedIn("a.haddad");
const { shown } = haddad;

await shown.keyboard.press("j");
await shown.keyboard.press("Enter");
await shown.waitForURL(/\/cases\/[0-9a-f-]+$/);
await modules(shown);
const id = shown.url().split("/").at(-1);
const morgan = await signedIn("j.morgan");
await morgan.shown.goto(`${morgan.origin}/cases/${id}`);
await modules(morgan.shown);
must(await morgan.shown.locator(".step.acknowledged").count() === 0, "nobody has acknowledged");

await shown.keyboard.press("a");
await shown.waitForURL(/acknowledge$/);
await modules(shown);
must(await shown.evaluate(() => document.activeElement.classList.contains("main")),
  "the button that signs has the focus");
const sheet = await shown.locator(".review").innerText();
must(sheet.includes("EXERCISE") && sheet.includes("XA") && sheet.includes("a.haddad"),
  "the sheet says exercise, country and officer");
const pressed = performance.now();
await shown.keyboard.press("Enter");
const followed = morgan.shown.locator(".step.acknowledged").waitFor()
  .then(() => console.log(`the other desk shows it after ${Math.round(performance.now() - pressed)} ms`));
await shown.waitForURL(/\/cases\/[0-9a-f-]+$/);
await modules(shown);
must(await shown.locator(".step.acknowledged").count() === 1, "the case shows who acknowledged");
must(await shown.locator("[data-key=a]").count() === 0, "nobody is asked to acknowledge again");

// nobody reloads that page: it follows the case
await followed;
const head = await morgan.shown.locator("[data-live=state]").innerText();
must(/acknowledged/i.test(head), `its head says so, too, not: ${head}`);
const seen = await morgan.shown.locator(".step.acknowledged").innerText();
must(seen.includes("a.haddad"), `the asking side reads who acknowledged, not: ${seen}`);
await end();
