// Keying a paper questionnaire by the keyboard alone.
import {cpSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {wanted} from './household.mjs';
import {answer, focused, leads} from './keyboard.mjs';

/** The edition with another share of papers that are keyed twice. */
export function editionKeyingTwice(percent) {
  const folder = join(mkdtempSync(join(tmpdir(), 'sanaq-edition-')), 'paper');
  cpSync(resolve(import.meta.dirname, '../../editions/kz-2021'), folder, {recursive: true});
  const path = join(folder, 'edition.toml');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/second_keying_percent = \d+/, `second_keying_percent = ${percent}`));
  return folder;
}

export const form = (page) => page.waitForSelector('form#page');

/** Enter on what has the focus, and the page it leads to. */
export async function enter(page) {
  const arrived = page.waitForEvent('domcontentloaded');
  await page.keyboard.press('Enter');
  await arrived;
}

// One page from its first question on, which has the focus; what an answer brings comes with the next page.
export async function keyPage(page, plan, order) {
  const cards = await page.locator('.cards > .card').evaluateAll((all) => all.map((card) => card.id.slice('item-'.length)));
  for (let i = 0; i < 400; i++) {
    const stop = await focused(page);
    if (stop?.inForm && stop.name.startsWith('q.')) {
      const item = /^q\.[a-z0-9_]+\.([a-z0-9]+)/.exec(stop.name)?.[1];
      if (item && !order.includes(item)) order.push(item);
      if (stop.type === 'search') {
        const name = stop.name.replace(/:search$/, '');
        const code = wanted(plan, order, name);
        const there = code !== undefined && (await page.locator(`[name="${name}"][value="${code}"]`).count());
        if (code !== undefined && !there) return search(page, plan, order, stop);
      } else {
        await answer(page, plan, order, stop);
      }
    } else if (stop?.inForm && leads(stop, plan, order, cards)) {
      return enter(page);
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way on by Tab: ${page.url()}`);
}

// Words and Enter: the rows come with the same page.
export async function search(page, plan, order, stop) {
  const arrived = page.waitForEvent('domcontentloaded');
  await answer(page, plan, order, stop);
  await arrived;
}

export async function keyHousehold(page, plan) {
  const order = [];
  for (let pages = 0; pages < 300; pages++) {
    await form(page);
    if (page.url().includes('check-answers')) return pages;
    await keyPage(page, plan, order);
  }
  throw new Error(`the questionnaire does not end: ${page.url()}`);
}

export async function sendByKeys(page) {
  for (let i = 0; i < 400; i++) {
    const stop = await focused(page);
    if (stop?.name === 'declare' && !stop.checked) await page.keyboard.press('Space');
    if (stop?.value === 'submit') return enter(page);
    await page.keyboard.press('Tab');
  }
  throw new Error('no button to send');
}

export async function openPaper(page, census, language, number) {
  await page.goto(`${census.site}/${language}/office/paper`);
  await page.locator('[name=number]').focus();
  await page.keyboard.type(number);
  await enter(page);
}
