// What is new is announced and moves nothing; it comes with a key, and the focus stays where it was.
// Rows answer to keys of their own, and each key can be turned off.
import { writeFileSync } from "node:fs";
import { end, modules, must, picture, signedIn } from "./desk.mjs";

const { shown, origin } = await signedIn("a.haddad");

function places() {
  return shown.locator("[data-list] a.row").evaluateAll(
    (rows) => rows.map((row) => `${row.pathname} ${Math.round(row.getBoundingClientRect().top)}`));
}

function focus() {
  return shown.evaluate(() => document.activeElement.pathname);
}

await shown.keyboard.press("j");
await shown.keyboard.press("j");
const before = await places();
const row = await focus();
must(before[1].startsWith(row), "the second row has the focus");

writeFileSync("wanted", "2");
await shown.waitForFunction(
  () => document.querySelector("[data-pill]")?.textContent === "New: 2. Press n");
await picture(shown, "rows-new");
must(await shown.locator(".pill").getAttribute("role") === "status", "it is announced politely");
must(JSON.stringify(await places()) === JSON.stringify(before), "no row has moved");
must(await focus() === row, "the focus is where it was");

await Promise.all([shown.waitForEvent("load"), shown.keyboard.press("n")]);
await modules(shown);
must((await places()).length === before.length + 2, "the new ones are there");
must(await focus() === row, "the row that had the focus has it again");

await shown.keyboard.press("x");
must(await shown.locator("a.row[data-marked]").count() === 1, "a row is marked");
await shown.keyboard.press("r");
await shown.waitForURL(/\/say$/);
await modules(shown);
await shown.keyboard.press("g");
await shown.keyboard.press("o");
await shown.waitForURL(/\/sent$/);
await modules(shown);
await shown.keyboard.press("/");
await shown.waitForFunction(() => document.activeElement.id === "q");
await shown.keyboard.type("j g e");
must(shown.url().endsWith("/sent"), "no key works while one types");

await shown.locator("h1").click();
await shown.keyboard.press("?");
await shown.waitForSelector("dialog[data-keys][open]");
await shown.locator("[data-key-on='g e']").uncheck();
await picture(shown, "rows-keys");
await shown.keyboard.press("Escape");
await shown.keyboard.press("g");
await shown.keyboard.press("e");
await shown.keyboard.press("g");
await shown.keyboard.press("i");
await shown.waitForURL(`${origin}/`);
await modules(shown);
must(await shown.locator("a.row[data-marked]").count() === 1, "the mark is still there");
await end();
