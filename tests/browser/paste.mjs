// node paste.mjs CHROMIUM ADDRESS FOLDER [SCREENSHOT-PREFIX]
// Uses the page of `ots-lint serve` as somebody would; FOLDER has announcement.md and hostile.md. Prints what a test
// looks at as JSON.
import { readFileSync } from "node:fs";
import { axe, launch, listen } from "./browser.mjs";

const [executablePath, address, folder, shots] = process.argv.slice(2);
const text = readFileSync(`${folder}/announcement.md`, "utf8");
const hostile = readFileSync(`${folder}/hostile.md`, "utf8");
const browser = await launch(executablePath);
const result = { views: [], console: [], requests: [] };

async function open(options) {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  listen(page, result, (url) => url.startsWith(address));
  await page.goto(address);
  return page;
}

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.name || document.activeElement.textContent);
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const seen = (page) => page.evaluate(() => ({
  lang: document.documentElement.lang,
  heading: document.getElementById("found")?.textContent,
  cards: document.querySelectorAll(".card").length,
  marks: [...document.querySelectorAll("mark")].map((mark) => mark.textContent),
  told: document.getElementById("told")?.textContent,
  fixed: document.getElementById("fixed-text")?.value,
  status: document.getElementById("status").textContent,
  problem: document.getElementById("problem").textContent,
  stale: document.getElementById("stale").checkVisibility(),
}));
// the page's own policy forbids what waitForFunction does
async function until(page, what, argument) {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((done) => setTimeout(done, 20))) {
    if (await page.evaluate(what, argument)) return;
  }
  throw new Error(`never: ${what}`);
}
const checked = (page) => until(page, () => document.activeElement.id === "found");
const announced = (page, words) => until(page, (words) => document.getElementById("status").textContent.includes(words), words);

for (const width of [400, 900, 1400]) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open({ viewport: { width, height: 900 }, colorScheme });
    const empty = width === 400 ? (await axe(page)).violations : [];
    if (shots) await page.screenshot({ path: `${shots}-${width}-${colorScheme}-empty.png`, fullPage: true });
    await page.fill("#text", text);
    await page.check('input[value="unofficial"]');
    await page.click("button.main");
    await checked(page);
    if (shots) await page.screenshot({ path: `${shots}-${width}-${colorScheme}.png`, fullPage: true });
    const { violations } = await axe(page);
    result.views.push({ width, colorScheme, overflow: await overflow(page), empty, violations });
    await page.context().close();
  }
}

// with the keyboard alone
{
  const page = await open({ viewport: { width: 400, height: 800 } });
  const press = (key) => page.keyboard.press(key);
  const walk = async (wanted, most = 60) => {
    for (let i = 0; i < most; i++) {
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), wanted)) return true;
      await press("Tab");
    }
    return false;
  };
  const steps = (result.keyboard = {});
  await press("Tab");
  steps.first = await page.evaluate(() => ({ text: document.activeElement.textContent, left: document.activeElement.getBoundingClientRect().left }));
  await walk("button.main");
  await press("Enter");
  steps.empty = { ...(await seen(page)), focus: await focused(page) };
  await page.keyboard.insertText(text);
  steps.radio = await walk('input[name="relationship"]');
  await press("ArrowUp"); // from the last one, chosen at first
  await press("ArrowUp");
  steps.relationship = await page.evaluate(() => document.querySelector('input[name="relationship"]:checked').value);
  await walk("button.main");
  await press("Enter");
  await checked(page);
  steps.found = await seen(page);
  steps.toCard = await walk(".ref");
  await press("Enter");
  steps.card = await page.evaluate(() => location.hash);
  steps.box = await walk('input[name="chosen"]');
  await press("Space");
  await announced(page, "2");
  steps.chosen = { ...(await seen(page)), focus: await focused(page) };
  steps.button = await walk('#fixed button.copy');
  await press("Enter");
  await announced(page, "Copied");
  steps.copied = await page.evaluate(() => navigator.clipboard.readText());
  steps.told = (await seen(page)).status;
  steps.next = await walk("button.again");
  await press("Enter");
  await until(page, (text) => document.getElementById("text").value !== text && document.activeElement.id === "found", text);
  steps.again = await seen(page);
  await page.evaluate(() => document.getElementById("text").focus());
  await page.keyboard.type(" ");
  steps.stale = (await seen(page)).stale;
  await press("Control+Enter");
  await until(page, () => !document.getElementById("stale").checkVisibility());
  steps.fresh = { ...(await seen(page)), focus: await focused(page) };
  await page.context().close();
}

// in another language: what was asked stays
{
  const page = await open({ viewport: { width: 400, height: 900 } });
  await page.fill("#text", text);
  await page.check('input[value="unofficial"]');
  await page.click('button[value="de"]');
  await page.waitForSelector("#found");
  result.german = {
    ...(await seen(page)),
    text: await page.inputValue("#text"),
    relationship: await page.evaluate(() => document.querySelector('input[name="relationship"]:checked').value),
    violations: (await axe(page)).violations,
    overflow: await overflow(page),
  };
  if (shots) await page.screenshot({ path: `${shots}-400-de.png`, fullPage: true });
  await page.check('input[name="chosen"]');
  await announced(page, "2");
  result.germanChosen = await seen(page);
  await page.context().close();
  const other = await open({ locale: "de-AT" });
  result.asTheBrowserSpeaks = (await seen(other)).lang;
  await other.context().close();
}

// without scripts
{
  const page = await open({ javaScriptEnabled: false });
  await page.fill("#text", text);
  await page.check('input[value="unofficial"]');
  await page.click("button.main");
  await page.waitForSelector("#found");
  await page.check('input[name="chosen"] >> nth=0');
  await page.click("#fixed noscript button, #fixed button[type=submit]");
  await page.waitForSelector('input[name="chosen"]:checked');
  result.withoutScript = await seen(page);
  await page.context().close();
}

// what a stranger wrote
{
  const page = await open({ viewport: { width: 400, height: 900 } });
  await page.fill("#text", hostile);
  await page.click("button.main");
  await checked(page);
  result.hostile = { ...(await seen(page)), violations: (await axe(page)).violations, overflow: await overflow(page) };
  if (shots) await page.screenshot({ path: `${shots}-400-hostile.png`, fullPage: true });
  await page.context().close();
}

// the server is gone
{
  const page = await open({});
  result.quiet = [...result.console];
  await page.route("**/check*", (route) => route.abort());
  await page.fill("#text", text);
  await page.click("button.main");
  await until(page, () => document.getElementById("problem").textContent);
  result.gone = { ...(await seen(page)), text: await page.inputValue("#text") };
  await page.context().close();
}
await browser.close();
console.log(JSON.stringify(result, null, 1));
