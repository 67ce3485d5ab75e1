// A double click, a second Enter and the way back never say a thing twice.
import { end, modules, must, signedIn } from "./desk.mjs";

const { shown, origin, context } = await signedIn("a.haddad");
await shown.locator("[data-list] a.row").first().click();
await shown.waitForURL(/\/cases\/[0-9a-f-]+$/);
await modules(shown);
await shown.keyboard.press("a");
await shown.waitForURL(/acknowledge$/);
await modules(shown);
await shown.locator("button.main").dblclick();
await shown.waitForURL(/\/cases\/[0-9a-f-]+$/);
await modules(shown);
must(await shown.locator(".step.acknowledged").count() === 1, "a double click signs once");

const id = shown.url().split("/").at(-1);
// the browser asks before it sends a form anew; nothing is sent by going back
await shown.goBack().catch((refusal) => must(/CACHE_MISS/.test(refusal.message), refusal.message));
const again = await context.newPage();
await again.goto(`${origin}/cases/${id}`);
await modules(again);
must(await again.locator(".step.acknowledged").count() === 1, "the way back signs nothing");
await end();
