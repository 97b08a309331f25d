// Looks at a page in headless Chromium: no error, no sideways scrolling, a click on an event lights its words, nothing for axe to find;
// in light and dark, on a desk and on a phone. With a second argument, a folder, it also takes pictures there. Exits 1 if anything is wrong.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [page_path, pictures] = process.argv.slice(2);
if (!page_path) throw new Error("usage: node check.mjs PAGE.html [FOLDER]");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const url = pathToFileURL(resolve(page_path)).href;
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
let faults = 0;
const fault = (where, what) => { faults += 1; console.log(`${where}: ${what}`); };

for (const scheme of ["light", "dark"]) {
  for (const [name, width, height] of [["desk", 1440, 1000], ["phone", 390, 844]]) {
    const where = `${name}, ${scheme}`;
    const page = await browser.newPage();
    page.on("console", (m) => { if (m.type() === "error") fault(where, m.text()); });
    page.on("pageerror", (e) => fault(where, e.message));
    page.on("request", (r) => { if (r.url() !== url && !r.url().startsWith(url + "#")) fault(where, `loads ${r.url()}`); });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.setViewport({ width, height });
    await page.goto(url);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) fault(where, `scrolls sideways: ${wide} px`);
    const found = await page.evaluate(`${axe}; axe.run().then(r => r.violations.map(v => v.id + ": " + v.nodes[0].html.slice(0, 160)))`);
    for (const v of found) fault(where, `axe ${v}`);
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}/${name}-${scheme}.png` });
    }
    const link = await page.$("li.card a.go");
    if (link) {
      await link.click();
      const lit = await page.evaluate(() => document.querySelectorAll(".on-t").length);
      if (!lit) fault(where, "a click on an event lights no words");
      await page.keyboard.press("ArrowDown");
      const next = await page.evaluate(() => document.activeElement.closest("li.card")?.dataset.id);
      if (!next) fault(where, "arrow keys do not lead to the next event");
      await page.keyboard.press("Escape");
    }
    await page.close();
  }
}
// Without script all words are there.
const bare = await browser.newPage();
await bare.setJavaScriptEnabled(false);
await bare.goto(url);
if ((await bare.$$("article p")).length === 0) fault("no script", "no text");
await browser.close();
console.log(faults ? `${faults} faults` : "no faults");
process.exit(faults ? 1 : 0);
