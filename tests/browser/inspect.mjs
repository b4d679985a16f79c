// node inspect.mjs CHROMIUM REPORT.html [SCREENSHOT-PREFIX]
// Opens a report in each width, colour scheme and with scripts off; prints what a test looks at as JSON.
import { pathToFileURL } from "node:url";
import { axe, launch, listen } from "./browser.mjs";

const [executablePath, file, shots] = process.argv.slice(2);
const url = pathToFileURL(file).href;
const browser = await launch(executablePath);
const result = { views: [], console: [], requests: [] };

async function open(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  listen(page, result, (address) => address === url);
  await page.goto(url);
  return page;
}

for (const width of [400, 900, 1400]) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open({ viewport: { width, height: 900 }, colorScheme });
    // the rows that the name of the first page is broken into
    (result.rows ??= {})[width] = await page.evaluate(() => {
      const rows = [];
      let top = null;
      for (const node of document.querySelector("h3.path")?.childNodes ?? []) {
        for (let i = 0; node.nodeType === 3 && i < node.length; i++) {
          const range = document.createRange();
          range.setStart(node, i);
          range.setEnd(node, i + 1);
          const at = range.getBoundingClientRect().top;
          if (at !== top) rows.push("");
          top = at;
          rows[rows.length - 1] += node.data[i];
        }
      }
      return rows;
    });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (shots) await page.screenshot({ path: `${shots}-${width}-${colorScheme}.png`, fullPage: true });
    result.views.push({ width, colorScheme, overflow, ...(await axe(page)) });
    await page.context().close();
  }
}

{
  const page = await open({ viewport: { width: 800, height: 900 } });
  const state = () => page.evaluate(() => ({
    cards: [...document.querySelectorAll(".card")].filter((card) => card.checkVisibility()).length,
    hidden: [...document.querySelectorAll(".card[hidden]")].length,
    refs: document.querySelectorAll(".ref:not([hidden])").length,
    pages: document.querySelectorAll("details.page[data-page]:not([hidden])").length,
    count: document.getElementById("count")?.textContent,
    form: document.getElementById("filter")?.checkVisibility(),
  }));
  result.filter = { all: await state() };
  if (result.filter.all.form) {
    await page.uncheck('input[value="error"]');
    result.filter.withoutErrors = await state();
    await page.uncheck('input[value="warning"]');
    await page.uncheck('input[value="info"]');
    result.filter.nothing = await state();
    await page.click('button[type="reset"]');
    await page.waitForTimeout(50);
    result.filter.reset = await state();
    await page.selectOption('select[name="page"]', "1");
    result.filter.firstPage = await state();
    await page.click('button[type="reset"]');
    // a filter opens what it shows
    await page.evaluate(() => { for (const d of document.querySelectorAll("details.page")) d.open = false; });
    await page.uncheck('input[value="info"]');
    result.filter.opened = await state();
    await page.click('button[type="reset"]');
    await page.evaluate(() => { for (const d of document.querySelectorAll("details.page")) d.open = true; });
    const button = page.locator("button.copy").first();
    result.copy = { buttons: await page.locator(".sentence button.copy:visible").count() };
    if (await button.count()) {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      result.copy.sentence = await page.evaluate(() => document.querySelector(".sentence p").textContent);
      await button.click();
      await page.waitForTimeout(100);
      result.copy.clipboard = await page.evaluate(() => navigator.clipboard.readText());
      result.copy.label = await button.textContent();
      result.copy.told = await page.textContent("#copied");
    }
  }
  await page.evaluate(() => { for (const d of document.querySelectorAll("details")) d.open = false; location.hash = "#f1"; });
  await page.waitForTimeout(100);
  result.anchor = await page.evaluate(() => document.getElementById("f1")?.checkVisibility());
  await page.goto(url);
  await page.keyboard.press("Tab");
  result.firstFocus = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return { text: document.activeElement.textContent, visible: box.left >= 0 && box.top >= 0 && box.width > 0 };
  });
  await page.evaluate(() => { for (const d of document.querySelectorAll("details")) d.open = false; });
  await page.emulateMedia({ media: "print" });
  result.print = await page.evaluate(() => ({
    form: document.getElementById("filter")?.checkVisibility() ?? false,
    buttons: [...document.querySelectorAll("button.copy")].filter((b) => b.checkVisibility()).length,
    cards: [...document.querySelectorAll(".card")].filter((c) => c.getBoundingClientRect().height > 0).length,
    mail: document.querySelector("details.mail")?.checkVisibility() ?? false,
  }));
  if (shots) {
    await page.pdf({ path: `${shots}.pdf` });
  }
  await page.context().close();
}

{
  const page = await open({ viewport: { width: 800, height: 900 }, javaScriptEnabled: false });
  // evaluate() works without page scripts
  result.withoutScript = await page.evaluate(() => ({
    cards: document.querySelectorAll(".card:not([hidden])").length,
    form: document.getElementById("filter")?.checkVisibility() ?? false,
  }));
  await page.context().close();
}
await browser.close();
console.log(JSON.stringify(result, null, 1));
