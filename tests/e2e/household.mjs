// Walks through the site as a family would: registers, chooses the address, answers page by page from a plan, submits.
import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {through} from './walk.mjs';

const root = resolve(import.meta.dirname, '../..');
const weights = [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]];
let serial = Number(process.hrtime.bigint() % 9000n) + 100;

/** A number from the reserved range: a birth on 17 March 2095, which no living person has. */
export function freshIin() {
  for (;;) {
    const body = `95031760${String(serial++ % 1000).padStart(3, '0')}`;
    const sum = (w) => [...body].reduce((total, digit, i) => total + Number(digit) * w[i], 0) % 11;
    const check = sum(weights[0]) === 10 ? sum(weights[1]) : sum(weights[0]);
    if (check < 10) return body + check;
  }
}

/** A household of the specimens: answers outside lists and of each member, with numbers nobody used yet. */
export function planOf(name) {
  const text = readFileSync(resolve(root, `specimens/questionnaires/kz-2021/_clean/${name}.json`), 'utf8');
  const {answers, lists} = JSON.parse(text);
  const members = lists.members.map((member) => ({...member.answers, ...(member.answers.iin && {iin: freshIin()})}));
  return {answers, members};
}

export async function register(page, census, language, who) {
  await page.goto(`${census.site}/${language}/register`);
  await page.fill('#iin', who.iin);
  await page.fill('#document', who.document);
  await page.fill('#phone', who.phone);
  await page.click('button[value=register]');
  await page.waitForURL(/\/code\//);
  const codePage = page.url();
  await page.goto(`${census.site}/${language}/demo/inbox`);
  const digits = who.phone.replace(/\D/g, '').replace(/^8/, '7');
  const text = await page.locator('.inbox li', {hasText: digits}).first().locator('.sms').innerText();
  await page.goto(codePage);
  await page.fill('#code', /\d{6}/.exec(text)[0]);
  await through(page, page.locator('button[value=confirm]'));
}

/** The first dwelling the frame offers below a region, in the order of the lists. */
export async function chooseAddress(page, region = '470000000') {
  await page.waitForSelector('#territory1');
  await page.selectOption('#territory1', region);
  for (let step = 0; step < 12; step++) {
    const use = page.locator('button[value=use]');
    if (await use.count()) {
      await through(page, use);
      return;
    }
    const empty = page.locator('form select').last();
    if ((await empty.inputValue()) === '') await empty.selectOption({index: 1});
    await through(page, page.locator('button[value=show]'));
  }
  throw new Error('no dwelling found');
}

// Label of a code of a long list, as a person would look for it.
export function labelOf(list, code, language) {
  const text = readFileSync(resolve(root, `editions/kz-2021/codelists/${list}.csv`), 'utf8');
  const rows = text.split('\n').map((line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((f) => f.replace(/,$/, '').replace(/^"|"$/g, '')) ?? []);
  return rows.find((row) => row[0] === code)?.[rows[0].indexOf(`label_${language}`)];
}

// Types the words into the search, presses the button, chooses what was found.
async function searchFor(page, control, code) {
  const name = control.name.replace(/:search$/, '');
  const radio = page.locator(`[name="${name}"][value="${code}"]`);
  if (await radio.count()) {
    if (await radio.isChecked()) return false;
    await radio.check();
    return true;
  }
  const field = page.locator(`[name="${control.name}"]`);
  const language = await page.locator('html').getAttribute('lang');
  await field.fill(labelOf(await field.getAttribute('data-list'), code, language).split(/[(,]/)[0].trim());
  await page.locator('.search button[value=find]').first().click();
  await radio.waitFor();
  await radio.check();
  return true;
}

export function wanted(plan, order, name) {
  const [, question, , item, , , part] = /^q\.([a-z0-9_]+)(\.([a-z0-9]+))?(\.[a-z0-9]+)?(:([a-z]+))?$/.exec(name) ?? [];
  if (!question) return undefined;
  const answers = item ? plan.members[order.indexOf(item)] : plan.answers;
  const value = answers?.[question];
  if (value === undefined || value === '') return undefined;
  if (!part) return value;
  const [year, month, day] = value.split('-');
  return {day: String(Number(day)), month: String(Number(month)), year}[part];
}

/** Puts one value into one control; false when it stood there already. */
async function put(page, control, value) {
  const field = page.locator(`[name="${control.name}"]`);
  if (control.type === 'radio' || control.type === 'checkbox') {
    let changed = false;
    for (const code of value.split(' ')) {
      const option = page.locator(`[name="${control.name}"][value="${code}"]`);
      if ((await option.count()) === 0 || (await option.isChecked())) continue;
      await option.check();
      changed = true;
    }
    return changed;
  }
  if ((await field.first().inputValue()) === value) return false;
  if (control.type === 'select-one') await field.first().selectOption(value);
  else await field.first().fill(value);
  return true;
}

async function fillPage(page, plan, order) {
  for (let round = 0; round < 30; round++) {
    const controls = await page.evaluate(() => {
      const seen = new Map();
      for (const e of document.querySelectorAll('form#page [name^="q."]')) if (!seen.has(e.name)) seen.set(e.name, e.type);
      return [...seen].map(([name, type]) => ({name, type}));
    });
    let changed = false;
    for (const control of controls) {
      const item = /^q\.[a-z0-9_]+\.([a-z0-9]+)/.exec(control.name)?.[1];
      if (item && !order.includes(item)) order.push(item);
      const value = wanted(plan, order, control.name);
      if (control.type === 'search') {
        const code = wanted(plan, order, control.name.replace(/:search$/, ''));
        if (code !== undefined) changed = (await searchFor(page, control, code)) || changed;
        continue;
      }
      if (value === undefined) continue;
      if (await page.locator(`[name="${control.name}"]`).count()) changed = (await put(page, control, value)) || changed;
    }
    // With the script new questions come up at once; without it they come with the answer to a post.
    if (!changed) return;
    await page.waitForTimeout(30);
  }
}

// With the script the page changes in its place; without it each press brings a new page.
const pressers = {
  scripted: async (page, button) => {
    await button.click();
    await page.waitForLoadState();
    await page.waitForTimeout(40);
  },
  plain: through,
};

/** Answers everything; resolves on the review page. Each visited page is given to `look`. way: 'scripted' or 'plain'. */
export async function answerAll(page, plan, look = async () => {}, way = 'scripted') {
  const order = [];
  const press = (button) => pressers[way](page, button);
  for (let step = 0; step < 400; step++) {
    await page.waitForSelector('form#page');
    const address = new URL(page.url()).pathname.replace(/^.*\/q\//, '');
    if (address.startsWith('check-answers')) return;
    await look(page, address);
    if (await page.locator('button[value=add_item]').count()) {
      // The first person may be there already, from the register: looked through like the others.
      const cards = await page.locator('.cards > .card').evaluateAll((all) => all.map((card) => card.id.slice('item-'.length)));
      const unseen = cards.find((id) => !order.includes(id));
      if (unseen) await press(page.locator(`#item-${unseen} a`).first());
      else await press(page.locator(cards.length < plan.members.length ? 'button[value=add_item]' : 'button.primary[value=next]').first());
    } else {
      await fillPage(page, plan, order);
      await press(page.locator('button.primary[value=next]').first());
    }
  }
  throw new Error(`the questionnaire does not end: ${page.url()}`);
}

export async function submit(page) {
  const declare = page.locator('#declare');
  if (await declare.count()) await declare.check();
  await page.locator('button[value=submit]').click();
  await page.waitForURL(/\/done/);
}
