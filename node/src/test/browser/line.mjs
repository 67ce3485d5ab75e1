// A lost line is said at once, and said to be back when it is.
import { end, modules, must, signedIn } from "./desk.mjs";

const { shown, context } = await signedIn("a.haddad");
const line = shown.locator("[data-line]");
await shown.waitForSelector("[data-line].up");

await context.setOffline(true);
await shown.waitForSelector("[data-line].lost", { timeout: 5_000 });
must((await line.innerText()).length > 0, "a lost line has a word");

await context.setOffline(false);
await shown.waitForSelector("[data-line].up");
await modules(shown);
await end();
