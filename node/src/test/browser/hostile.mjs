// What strangers write is shown as text: no dialog, no markup, no complaint of the page's policy.
import { end, modules, must, signedIn } from "./desk.mjs";

const { shown, origin } = await signedIn("a.haddad");
const complaints = [];
shown.on("console", (line) => {
  if (/Content Security Policy|TrustedHTML/.test(line.text())) {
    complaints.push(line.text());
  }
});
await shown.goto(`${origin}/all`);
await modules(shown);
const cases = await shown.locator("[data-list] a.row").evaluateAll((rows) => rows.map((row) => row.href));
const wanted = new Set(JSON.parse(process.env.HOSTILE));
for (const one of cases) {
  await shown.goto(one);
  await modules(shown);
  const text = await shown.locator("main").evaluate((main) => main.textContent);
  for (const hostile of wanted) {
    if (text.includes(hostile)) {
      wanted.delete(hostile);
    }
  }
  const made = await shown.evaluate(() => document.querySelectorAll(
    "main script, main iframe, main img, main svg, main object, main style, main [onerror], main [onload]").length);
  must(made === 0, `${one}: what was written became ${made} elements`);
}
must(wanted.size === 0, `shown as they were written, not: ${[...wanted].slice(0, 5).join(" | ")}`);
must(complaints.length === 0, `no complaint of the policy: ${complaints[0]}`);
await end();
