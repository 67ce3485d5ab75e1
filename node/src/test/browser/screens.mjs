// Every screen in every language, dark and light, wide and narrow: no finding of axe, nothing
// that has to be scrolled sideways, the right direction. An ordinary run takes a part of them.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { all, end, modules, must, page, signedIn } from "./desk.mjs";

const LANGUAGES = (process.env.LANGUAGES ?? "en fr es ru zh ar").split(" ");
const OPEN = ["/enter", "/enrol", "/verify"];
const PLACES = [
  "/", "/all", "/waiting", "/sent", "/expiring", "/calendar", "/health", "/shift", "/compose", "/drafts", "/settings",
  "CASE", "CASE/say", "CASE/say/decision", "CASE/say/clarification_request", "CASE/evidence",
];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

function sizes(language) {
  const every = [];
  for (const colorScheme of ["dark", "light"]) {
    for (const width of [1280, 390]) {
      every.push({ colorScheme, width });
    }
  }
  return all ? every : [language === "ar" ? every[3] : every[0]];
}

/** An ordinary run sees all screens in two languages, some in the others. */
function places(language) {
  return all || ["en", "ar"].includes(language) ? PLACES : ["/", "/compose", "CASE/say/decision"];
}

async function look(shown, name) {
  await shown.evaluate(AXE);
  const found = await shown.evaluate(async (tags) => {
    const { violations } = await axe.run({ runOnly: tags, resultTypes: ["violations"] });
    return violations.map((one) => `${one.id} at ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  }, TAGS);
  found.forEach((one) => must(false, `${name}: ${one}`));
  const sideways = await shown.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  must(sideways <= 0, `${name}: ${sideways} px wider than the screen`);
  if (process.env.PICTURES) {
    mkdirSync(process.env.PICTURES, { recursive: true });
    const file = name.replaceAll("/", "_").replaceAll(" ", "-");
    await shown.screenshot({ path: `${process.env.PICTURES}/${file}.png`, fullPage: true });
  }
}

let looked = 0;

async function visit(shown, origin, path, name, language) {
  await shown.goto(origin + path);
  await modules(shown);
  const [said, direction] = await shown.evaluate(() => [document.documentElement.lang, document.dir]);
  must(said === language, `${name}: the page says that it is ${said}`);
  must((direction === "rtl") === (language === "ar"), `${name}: direction ${direction}`);
  await look(shown, name);
  looked++;
}

for (const language of LANGUAGES) {
  const stranger = await page("a.haddad", { locale: language });
  const officer = await signedIn("a.haddad", { locale: language });
  const path = await officer.shown.locator("[data-list] a.row").first().getAttribute("href");
  for (const { colorScheme, width } of sizes(language)) {
    for (const { shown, origin } of [stranger, officer]) {
      await shown.setViewportSize({ width, height: 900 });
      await shown.emulateMedia({ colorScheme });
      for (const place of shown === stranger.shown ? OPEN : places(language)) {
        const name = `${language} ${colorScheme} ${width} ${place}`;
        await visit(shown, origin, place.replace("CASE", path), name, language);
      }
    }
  }
  if (all || ["en", "ar"].includes(language)) {
    for (const width of [1280, 390]) {
      await officer.shown.setViewportSize({ width, height: 900 });
      if (width === 1280) {
        await officer.shown.goto(`${officer.origin}/settings`);
        await officer.shown.locator("form[action='/lock'] button").click();
        await officer.shown.waitForSelector("[data-locked]");
      }
      await look(officer.shown, `${language} ${width} lock`);
      looked++;
    }
  }
  await stranger.context.close();
  await officer.context.close();
}
console.log(`${looked} screens looked at`);
await end();
