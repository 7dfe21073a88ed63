// What holds of every page, whoever opens it: no violation of axe, nothing to scroll sideways, a visible focus that goes
// through the page in the order of reading.
import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {createHmac} from 'node:crypto';
import {resolve} from 'node:path';
import {noViolations} from './accessibility.mjs';

const shots = process.env.SANAQ_SHOTS;
export const sizes = [{width: 320, height: 800}, {width: 1280, height: 900}];
export const languages = ['kk', 'ru', 'en'];

export async function shot(page, name) {
  if (!shots) return;
  mkdirSync(resolve(shots), {recursive: true});
  await page.screenshot({path: resolve(shots, `${name}.png`), fullPage: true});
}

/** The page as it stands, at each width. */
export async function holds(page, name, language, widths = sizes) {
  assert.equal(await page.locator('html').getAttribute('lang'), language, `language of ${page.url()}`);
  const text = await page.locator('body').innerText();
  assert.doesNotMatch(text, /\{\d\}/, `a text without its argument: ${page.url()}`);
  assert.doesNotMatch(text, /\b(page|office|portal|error|site|date|window|institution)\.[a-z_.]+\b/, `a key instead of a text: ${page.url()}`);
  for (const size of widths) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${page.url()} is ${wide} px too wide at ${size.width}`);
    await noViolations(page);
    await shot(page, `${name}-${language}-${size.width}`);
  }
}

/** Tab goes through everything that can be used, downwards, and each stop can be seen. */
export async function keyboard(page) {
  await page.evaluate(() => { document.activeElement?.blur(); window.scrollTo(0, 0); });
  const stops = [];
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return undefined;
      const box = e.getBoundingClientRect(), style = getComputedStyle(e);
      const label = e.matches('input[type=radio], input[type=checkbox]') ? e.parentElement.querySelector('label') : undefined;
      const outline = (s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
      const seen = outline(style) || (label && outline(getComputedStyle(label)));
      const all = [...document.querySelectorAll('*')];
      return {order: all.indexOf(e), tag: `${e.tagName} ${e.id || e.name || e.textContent.trim().slice(0, 20)}`, seen, inside: box.right > 0 && box.width > 0};
    });
    if (!stop) break;
    if (stops.length > 0 && stop.order <= stops.at(-1).order) break;
    stops.push(stop);
  }
  assert.ok(stops.length > 0, `nothing to reach by Tab: ${page.url()}`);
  assert.deepEqual(stops.filter((stop) => !stop.seen).map((stop) => stop.tag), [], `focus cannot be seen: ${page.url()}`);
  return stops.map((stop) => stop.tag);
}

/** Presses `button` and waits until the page it leads to is there; for pages that answer a post with a new page. */
export async function through(page, button) {
  const arrived = page.waitForEvent('domcontentloaded');
  await button.click();
  await arrived;
}

/** Sets the demo's clock; text: YYYY-MM-DDTHH:MM in the zone of the edition. */
export async function setClock(page, census, text) {
  await page.goto(`${census.site}/en/demo/clock`);
  await page.fill('#at', text);
  await through(page, page.locator('button[value=set]'));
}

function base32(text) {
  const bits = [...text].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/** The code of RFC 6238 at a moment. */
export function totp(seconds, secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP') {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const mac = createHmac('sha1', base32(secret)).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
