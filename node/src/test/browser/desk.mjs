// What every script needs: the stage as BrowserTest describes it, a browser with an officer's
// passkey, and words for what must hold. A script ends with status 1 when something does not.
import { chromium } from "playwright-core";

export const stage = JSON.parse(process.env.STAGE);
export const all = process.env.ALL === "true";

const BROWSER = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const MOST = 60_000;

const failures = [];

export function must(held, what) {
  if (!held) {
    failures.push(what);
    console.log(`NOT ${what}`);
  }
}

function base64(hex) {
  return Buffer.from(hex, "hex").toString("base64");
}

/** A browser; every script has one. */
export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: BROWSER,
});

/** A page of `officer`, whose key is in the machine; whatever its scripts or policy complain of fails. */
export async function page(officer, options = {}) {
  const passkey = stage.passkeys.find((one) => one.officer === officer);
  const context = await browser.newContext({
    locale: "en", colorScheme: "dark", viewport: { width: 1280, height: 900 }, ...options,
  });
  const shown = await context.newPage();
  shown.setDefaultTimeout(MOST);
  shown.on("pageerror", (error) => must(false, `a script fails: ${error.message}`));
  shown.on("console", (line) => {
    if (line.type() === "error" && !/ERR_INTERNET_DISCONNECTED|ERR_NETWORK|status of 4\d\d/.test(line.text())) {
      must(false, `the console says: ${line.text()}`);
    }
  });
  shown.on("dialog", (dialog) => {
    must(false, `a dialog opens: ${dialog.message()}`);
    dialog.dismiss();
  });
  const devtools = await context.newCDPSession(shown);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2", transport: "internal", hasResidentKey: true,
      hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true,
    },
  });
  if (passkey) {
    await devtools.send("WebAuthn.addCredential", {
      authenticatorId,
      credential: {
        credentialId: base64(passkey.id), isResidentCredential: true, rpId: "localhost",
        privateKey: base64(passkey.key), signCount: 0,
        userHandle: Buffer.from(officer).toString("base64"),
      },
    });
  }
  return { shown, origin: passkey?.origin ?? stage.xb, context };
}

/** The same, signed in by keyboard: what has the focus on that page is the button. */
export async function signedIn(officer, options = {}) {
  const one = await page(officer, options);
  await one.shown.goto(`${one.origin}/enter`);
  await modules(one.shown);
  await one.shown.locator("form[data-passkey] button.main").press("Enter");
  await one.shown.waitForURL(`${one.origin}/`);
  await modules(one.shown);
  return one;
}

/** Waits until the page's scripts have run. */
export async function modules(shown) {
  await shown.waitForSelector("html[data-modules=loaded]");
}

/** Keeps what is seen, where pictures are wanted. */
export async function picture(shown, name) {
  if (process.env.PICTURES) {
    await shown.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true });
  }
}

export async function end() {
  await browser.close();
  console.log(failures.length === 0 ? "held" : `${failures.length} did not hold`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
