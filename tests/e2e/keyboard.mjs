// Answers a questionnaire as a person without a mouse does: Tab to what comes next, arrows and space to choose, Enter to go
// on. Nothing is clicked, nothing is filled by the browser's own means.
import {labelOf, wanted} from './household.mjs';

const stops_max = 400;

export const focused = (page) => page.evaluate(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return undefined;
  const card = e.closest('.card')?.id.slice('item-'.length);
  return {
    type: e.type ?? e.tagName.toLowerCase(), name: e.name ?? '', value: e.value ?? '', checked: e.checked ?? false,
    list: e.dataset.list, card, href: e.href ?? '', inForm: Boolean(e.closest('form#page')), primary: e.classList.contains('primary'),
    options: e.options ? [...e.options].map((o) => o.value) : [],
  };
});

async function chooseRadio(page, stop, value) {
  if (stop.value === value) {
    if (!stop.checked) await page.keyboard.press('Space');
    return;
  }
  for (let i = 0; i < stops_max; i++) {
    await page.keyboard.press('ArrowDown');
    const now = await focused(page);
    if (now.name === stop.name && now.value === value) return;
  }
  throw new Error(`no option ${value} by arrows in ${stop.name}`);
}

async function chooseOption(page, stop, value) {
  const steps = stop.options.indexOf(value) - stop.options.indexOf(stop.value);
  for (let i = 0; i < Math.abs(steps); i++) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
}

async function typeOver(page, text) {
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

// Types the words, Tab to the button, Enter; the rows found come next by Tab.
async function search(page, plan, order, stop) {
  const name = stop.name.replace(/:search$/, '');
  const code = wanted(plan, order, name);
  if (code === undefined) return;
  const chosen = await page.locator(`[name="${name}"][value="${code}"]`).count();
  if (chosen) return;
  const language = await page.locator('html').getAttribute('lang');
  await typeOver(page, labelOf(stop.list, code, language).split(/[(,]/)[0].trim());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator(`[name="${name}"][value="${code}"]`).waitFor();
}

export async function answer(page, plan, order, stop) {
  if (stop.type === 'search') return search(page, plan, order, stop);
  const value = wanted(plan, order, stop.name);
  if (value === undefined) return;
  if (stop.type === 'radio') return chooseRadio(page, stop, value);
  if (stop.type === 'checkbox') {
    if (value.split(' ').includes(stop.value) !== stop.checked) await page.keyboard.press('Space');
    return;
  }
  if (stop.value === value) return;
  if (stop.type === 'select-one') return chooseOption(page, stop, value);
  await typeOver(page, value);
}

// What Enter is pressed on: the first card nobody looked at, else one more person, else the way on.
export function leads(stop, plan, order, cards) {
  const unseen = cards.find((id) => !order.includes(id));
  if (unseen) return stop.card === unseen && stop.href !== '';
  if (cards.length > 0 || stop.value === 'add_item') {
    if (cards.length < plan.members.length) return stop.value === 'add_item';
  }
  return stop.value === 'next' && stop.primary;
}

const address = (page) => new URL(page.url()).pathname;

async function leave(page) {
  const before = address(page);
  await page.keyboard.press('Enter');
  await page.waitForFunction((path) => location.pathname !== path || document.querySelector('.error-summary'), before);
  await page.waitForSelector('form#page');
}

async function onePage(page, plan, order) {
  const cards = await page.locator('.cards > .card').evaluateAll((all) => all.map((card) => card.id.slice('item-'.length)));
  for (let i = 0; i < stops_max; i++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (!stop || !stop.inForm) continue;
    if (stop.name.startsWith('q.')) {
      const item = /^q\.[a-z0-9_]+\.([a-z0-9]+)/.exec(stop.name)?.[1];
      if (item && !order.includes(item)) order.push(item);
      await answer(page, plan, order, stop);
      await page.waitForTimeout(30);  // what this answer brings comes up behind it
    } else if (leads(stop, plan, order, cards)) {
      return leave(page);
    }
  }
  throw new Error(`no way on by Tab: ${page.url()}`);
}

/** Answers everything by keys; resolves on the review page with the number of pages. */
export async function answerByKeyboard(page, plan) {
  const order = [];
  for (let pages = 0; pages < 400; pages++) {
    await page.waitForSelector('form#page');
    if (address(page).includes('check-answers')) return pages;
    await onePage(page, plan, order);
  }
  throw new Error(`the questionnaire does not end: ${page.url()}`);
}

/** Declares and submits by keys. */
export async function submitByKeyboard(page) {
  for (let i = 0; i < stops_max; i++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop?.type === 'checkbox' && !stop.checked) await page.keyboard.press('Space');
    if (stop?.value === 'submit') break;
  }
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/done/);
}
