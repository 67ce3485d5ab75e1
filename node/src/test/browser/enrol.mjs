// From the link of an invitation to a page: the code stands in the fragment, the browser makes a
// key, and somebody with a local role signs in with it at once.
import { end, modules, must, page } from "./desk.mjs";

const { shown, origin } = await page("somebody new");
await shown.goto(`${origin}/enrol#${process.env.CODE}`);
await modules(shown);
must(!shown.url().includes(process.env.CODE), "the code leaves the address");
const code = shown.locator("form[data-code] input:not([type=hidden])").first();
must((await code.inputValue()) === process.env.CODE, "the code stands in its field");
await shown.locator("form[data-code] button").first().click();
await shown.waitForSelector("form[data-passkey=enrol]");
await modules(shown);
await shown.locator("form[data-passkey=enrol] button.main").press("Enter");
await shown.waitForURL(`${origin}/enrol/passkey`);
await modules(shown);
await shown.goto(`${origin}/enter`);
await modules(shown);
await shown.locator("form[data-passkey] button.main").press("Enter");
await shown.waitForURL(`${origin}/journal`);
await modules(shown);
must((await shown.locator("tbody tr").count()) > 0, "the journal has entries");
await end();
