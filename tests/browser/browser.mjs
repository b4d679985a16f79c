// What the scripts of this folder share: a browser that asks nobody anything, and what axe finds in a page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const quiet = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export const launch = (executablePath) => chromium.launch({ executablePath, args: quiet });

// evaluated by the debugger: the page's own policy forbids foreign scripts, as it should
export async function axe(page) {
  await page.evaluate(source);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations", "incomplete"] }));
  const brief = (list) => list.map((v) => ({ id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + " " + (n.failureSummary || "").slice(0, 300)) }));
  return { violations: brief(found.violations), incomplete: brief(found.incomplete) };
}

// what a page says and asks for, noted in two lists; `own` says which addresses are its own
export function listen(page, notes, own) {
  page.on("console", (message) => notes.console.push(message.text()));
  page.on("pageerror", (error) => notes.console.push(String(error)));
  page.on("dialog", (dialog) => { notes.console.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (!own(request.url())) notes.requests.push(request.url()); });
}
