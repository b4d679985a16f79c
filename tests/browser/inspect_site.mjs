// node inspect_site.mjs CHROMIUM SITE-FOLDER PAGE,… WIDTH,… [SCREENSHOT-PREFIX]
// Opens pages of the built documentation in some widths and both colour schemes; prints what axe finds and what is too wide.
import { readFileSync, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const [executablePath, folder, names, widths, shots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json", ".png": "image/png" };
const server = createServer((request, response) => {
  let path = join(folder, normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
  if (existsSync(path) && statSync(path).isDirectory()) path = join(path, "index.html");
  if (!existsSync(path)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(readFileSync(path));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const base = `http://127.0.0.1:${server.address().port}/`;
const args = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const browser = await chromium.launch({ executablePath, args });
const views = [];
const brief = (list) => list.map((v) => ({ id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 4).map((n) => n.html.slice(0, 200) + " " + (n.failureSummary || "").slice(0, 300)) }));
for (const width of widths.split(",").map(Number)) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
    const page = await context.newPage();
    for (const name of names.split(",")) {
      await page.goto(base + name, { waitUntil: "load" });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (shots) await page.screenshot({ path: `${shots}-${name.replaceAll("/", "_") || "index"}-${width}-${colorScheme}.png` });
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      const scheme = await page.evaluate(() => document.body.getAttribute("data-md-color-scheme"));
      views.push({ name, width, colorScheme, scheme, overflow, violations: brief(found.violations) });
    }
    await context.close();
  }
}
await browser.close();
server.close();
console.log(JSON.stringify(views));
