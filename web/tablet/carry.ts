// Drafts begun under an earlier version of the questionnaire are carried over by the engine
// (src/interview/carry_over.h); what does not stand is written into the case's chain as a report. Nothing is deleted:
// operations stay in the chain.
import {html, type Html} from '../kit/html';
import type {Operation} from '../kit/draft_store';
import type {Case, Device} from './device';
import {formText} from './forms';
import {t, told, type Language} from './texts';

export interface CarryLine {
  question: string;
  item?: string;
  other?: string;
  why?: 'question' | 'type' | 'value' | 'item' | 'path';
  title: Partial<Record<Language, string>>;
}

/** Payload of an entry `form`: from here on the case is answered under `form`; the rest tells what that changed. */
export interface FormEntry {
  form: string;
  from?: string;
  unknown?: boolean;  // the earlier form was not there to compare with
  lost?: CarryLine[];
  asked?: CarryLine[];
  more?: number;
}

interface Carried {
  lost: CarryLine[];
  asked: CarryLine[];
  clear: Operation[];
  more: number;
}

const reportBytes = 50_000;  // an entry holds 64 KiB
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

/** Open drafts that are still under another form. */
export function behind(device: Device, form: string): Case[] {
  return device.overview().cases.filter((one) =>
    one.state === 'begun' && one.form !== null && one.form.form !== form);
}

/** Carries them over to the form the engine has loaded. How many drafts there were. */
export async function carryDrafts(device: Device, form: string): Promise<number> {
  const drafts = behind(device, form);
  let loaded = '';
  for (const one of drafts) {
    const from = one.form?.form ?? '';
    if (from !== loaded) {
      const text = await formText(from).catch(() => undefined);
      if (text !== undefined) device.engine.call('carry_from', text);
      loaded = text === undefined ? '' : from;
    }
    if (loaded === '') {
      await device.write(one.case, 'form', {form, from, unknown: true} satisfies FormEntry);
      continue;
    }
    const {clear, ...report} = device.engine.ask<Carried>('carry', {operations: device.operations(one.case)});
    if (clear.length > 0) await device.write(one.case, 'operations', clear);
    await device.write(one.case, 'form', fitting({form, from, ...report}));
  }
  return drafts.length;
}

// The longest reports lose their last lines, and say so.
function fitting(entry: FormEntry): FormEntry {
  const lost = [...(entry.lost ?? [])], asked = [...(entry.asked ?? [])];
  let more = entry.more ?? 0;
  while (bytesOf({lost, asked}) > reportBytes) {
    (asked.length > lost.length ? asked : lost).pop();
    ++more;
  }
  return {...entry, lost, asked, more};
}

/** What a new version of the questionnaire changed in a case: for its page. */
export function carryReport(one: Case): Html | false {
  const entry = one.form;
  if (!entry?.from || one.state !== 'begun') return false;
  const lost = entry.lost ?? [], asked = entry.asked ?? [];
  const nothing = lost.length === 0 && asked.length === 0;
  return html`<section class="note" id="carried"><h2>${t('carry.title')}</h2>
    <p>${t(entry.unknown ? 'carry.unknown' : nothing ? 'carry.nothing' : 'carry.lead')}</p>
    ${lost.length > 0 && html`<h3>${t('carry.lost')}</h3><ul>${lost.map((line) => html`<li data-why="${line.why}">
      ${told(line.title)} — ${t(`carry.why.${line.why}`)}</li>`)}</ul>`}
    ${asked.length > 0 && html`<h3>${t('carry.asked')}</h3>
      <ul>${asked.map((line) => html`<li>${told(line.title)}</li>`)}</ul>`}
    ${(entry.more ?? 0) > 0 && html`<p>${t('carry.more', entry.more ?? 0)}</p>`}</section>`;
}
