// Synthetic persons and households: IINs of births in 2090-2099, which nobody living has, and the specimen
// households with such numbers put in.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

import {csrf_of} from './browser.mjs';
import {pause, root} from './server.mjs';

const weights = [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]];
const folder = join(root, 'specimens/questionnaires/kz-2021/_clean');
let serial = Math.floor(Math.random() * 1_000_000);

/** Never the same twice within 30 million calls. male: the seventh digit says it. */
export function fresh_iin(male = false) {
  for (;;) {
    serial++;
    const day = new Date(Date.UTC(2090, 0, 1 + Math.floor(serial / 10_000) % 3650));
    const date = day.toISOString().slice(2, 10).replaceAll('-', '');
    const body = `${date}${male ? 5 : 6}${String(serial % 10_000).padStart(4, '0')}`;
    const sum = (list) => [...body].reduce((total, digit, i) => total + Number(digit) * list[i], 0) % 11;
    const check = sum(weights[0]) === 10 ? sum(weights[1]) : sum(weights[0]);
    if (check < 10) return body + check;
  }
}

let phones = Math.floor(Math.random() * 9_000_000);
export const fresh_phone = () => `7700${String(phones++ % 10_000_000).padStart(7, '0')}`;

const specimens = readdirSync(folder)
                      .filter((name) => !name.includes('refusals'))
                      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));

/**
 * The answers of a household; number chooses the specimen. family: a surname nobody else has, to look for in
 * logs.
 */
export function household(number, family) {
  const {answers, lists} = structuredClone(specimens[number % specimens.length]);
  for (const member of lists.members) {
    if (member.answers.iin) member.answers.iin = fresh_iin(member.answers.sex === '1');
    if (member.answers.document_number) member.answers.document_number = `N${serial++}`;
    if (family && member.answers.surname) member.answers.surname = family;
  }
  return {answers, lists};
}

/** How many members can be told apart from all other people: by IIN or by document. */
export const known_persons = (answers) =>
    answers.lists.members.filter((member) => member.answers.iin || member.answers.document_number).length;
export const iins_of = (answers) => answers.lists.members.map((member) => member.answers.iin).filter(Boolean);

/** Registers a person; the browser then holds the session. Returns {iin, phone}; throws when refused. */
export async function register(
    browser, language = 'en', {iin = fresh_iin(), phone = fresh_phone(), tries = 40} = {}) {
  let why = '';
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) await pause(250);
    const document = await browser.get(`/${language}/demo/document?iin=${iin}`);
    const page = await browser.get(`/${language}/register`);
    const number = /class="document"[^>]*>([^<]+)</.exec(document.text)?.[1];
    if (page.status !== 200 || !number) {
      why = `${page.status} ${document.status}`;
      continue;
    }
    const begun = await browser.form(
        `/${language}/register`,
        {csrf: csrf_of(page.text), iin, document: number, phone: `+${phone}`, email: ''});
    if (begun.status === 422) {
      const told = /class="error[^"]*"[^>]*>([^<]+)/.exec(begun.text)?.[1];
      throw new Error(`registration refused: ${told}`);
    }
    if (begun.status !== 303) { why = `register ${begun.status}`; continue; }
    const inbox = await browser.get(`/${language}/demo/inbox?phone=${phone}`);
    const code = new RegExp(`\\+${phone}[^]*?class="sms"[^>]*>[^<]*?(\\d{6})`).exec(inbox.text)?.[1];
    const answer = {csrf: csrf_of(page.text), code: code ?? '', action: 'confirm'};
    const confirmed = await browser.form(begun.headers.location, answer);
    if (confirmed.status === 303 && browser.token()) return {iin, phone};
    why = `code ${confirmed.status}`;
  }
  throw new Error(`registration does not succeed: ${why}`);
}
