// Compares what clients were promised with what the server holds, in SQL and over HTTP. Returns a list of
// broken promises; empty means whole. Run while no client writes.
import {createHash, randomUUID} from 'node:crypto';

import {Browser} from './browser.mjs';
import {send_household} from './load.mjs';

/** sample: how many households and drafts are looked at over HTTP (all are looked at in SQL). */
export async function check(server, ledger, {sample = Infinity} = {}) {
  const broken = [...ledger.violations];
  await check_serials(server, broken);
  await check_households(server, ledger, broken);
  await check_draft_tables(server, broken);
  await check_audit(server, broken);
  await each(
      some(ledger.households, sample), 4, (browser, one) => check_receipt(browser, one, broken), server);
  await each(some(ledger.drafts, sample), 4, (_, one) => check_draft(one, broken), server);
  return broken;
}

function some(list, count) {
  if (count === 0) return [];
  if (list.length <= count) return list;
  const fresh = list.slice(-Math.ceil(count / 2));  // the latest are the ones a fault may have hit
  return [
    ...fresh,
    ...Array.from({length: Math.floor(count / 2)}, () => list[Math.floor(Math.random() * list.length)])
  ];
}

async function each(list, lanes, look, server) {
  const waiting = [...list];
  await Promise.all(Array.from({length: lanes}, async () => {
    const browser = new Browser(server);
    while (waiting.length) await look(browser, waiting.pop());
    browser.close();
  }));
}

async function none(server, broken, what, query) {
  const rows = await server.sql(query);
  if (rows.length) broken.push(`${what}: ${rows.length}, first ${rows[0].join(' ')}`);
}

async function check_serials(server, broken) {
  const [[count, low, high]] = await server.sql(
      'select count(*), coalesce(min(serial), 1), coalesce(max(serial), 0) from casework.submission');
  if (low !== '1' || high !== count) broken.push(`serials: ${count} households from ${low} to ${high}`);
  await none(
      server, broken, 'households without identity',
      `select s.serial from casework.submission s left join identity.household i
        using (serial) where i.serial is null`);
  await none(
      server, broken, 'identities without household',
      `select i.serial from identity.household i left join casework.submission s
        using (serial) where s.serial is null`);
  await none(
      server, broken, 'persons without household',
      `select p.serial from casework.person p left join casework.submission s using (serial)
        where s.serial is null or p.member not between 1 and s.persons`);
  await none(
      server, broken, 'claims without household',
      'select c.serial from casework.claim c left join casework.submission s using (serial) where s.serial is null');
  await none(
      server, broken, 'members claimed twice',
      'select serial, member from casework.person group by 1, 2 having count(*) > 1');
}

async function check_households(server, ledger, broken) {
  const rows = await server.sql(`select s.case_id, s.persons, coalesce(p.known, 0) from casework.submission s
        left join (select serial, count(*) as known from casework.person group by serial) p using (serial)`);
  const stored =
      new Map(rows.map(([id, persons, known]) => [id, {persons: Number(persons), known: Number(known)}]));
  for (const one of ledger.households) {
    const found = stored.get(one.case_id);
    if (!found)
      broken.push('an acknowledged household is not there');
    else if (found.persons !== one.persons || found.known !== one.known)
      broken.push(`half a household: ${found.persons} persons and ${found.known} claims of ${
          one.persons} and ${one.known}`);
  }
}

async function check_draft_tables(server, broken) {
  await none(
      server, broken, 'drafts with gaps',
      `select d.case_id, d.position, count(b.*) from casework.draft d left join casework.draft_batch b using (case_id)
              group by 1, 2 having count(b.*) <> d.position or coalesce(max(b.position), 0) <> d.position`);
  await none(
      server, broken, 'devices whose numbers do not follow',
      `select v.case_id, v.next_number from casework.draft_device v
              left join casework.draft_batch b on b.case_id = v.case_id and b.device = v.device
              group by v.case_id, v.device, v.next_number
              having v.next_number <> 1 + coalesce(sum(length(b.hashes) / 8), 0)`);
}

/** The chain, computed here once more: each line's hash covers the line and the hash before. */
async function check_audit(server, broken) {
  const rows = await server.sql(
      `select json_build_array(number, (extract(epoch from at) * 1000000)::bigint, actor, action, subject, detail,
                                        encode(hash, 'hex')) from access.audit order by number`);
  let before = Buffer.alloc(32);
  rows.forEach(([text], i) => {
    const [number, micros, actor, action, subject, detail, hash] = JSON.parse(text);
    const line = JSON.stringify({action, actor, at: rfc3339(micros), detail, number, subject});
    const right = createHash('sha256').update(before).update(line).digest();
    if (number !== i + 1 || right.toString('hex') !== hash)
      broken.push(`audit chain broken at line ${i + 1}`);
    before = Buffer.from(hash, 'hex');
  });
}

function rfc3339(micros) {
  const seconds = new Date(Math.floor(micros / 1_000_000) * 1000).toISOString().slice(0, 19);
  const rest = micros % 1_000_000;
  return `${seconds}${rest ? `.${String(rest).padStart(6, '0')}` : ''}Z`;
}

async function check_receipt(browser, one, broken) {
  const again = await send_household(browser, one.token, one.body);
  if (again.status !== 200)
    broken.push(`resend of an acknowledged household: ${again.status} ${again.json?.code ?? ''}`);
  else if (again.json.receipt !== one.receipt || String(again.json.codes) !== String(one.codes))
    broken.push('another receipt for the same household');
  if (!one.codes.length) return;
  const code = one.codes[Math.floor(Math.random() * one.codes.length)];
  const verified = await browser.get(`/verify?code=${code}`);
  if (verified.json?.valid !== true || verified.json.persons !== one.persons)
    broken.push(`a member code does not verify: ${verified.status}`);
  const receipt = await browser.get(`/verify?code=${one.receipt}`);
  if (receipt.json?.valid !== true) broken.push(`a receipt does not verify: ${receipt.status}`);
}

/**
 * A device that was never there asks for everything: acknowledged values in order, each once, then at most
 * the pending.
 */
async function check_draft({browser, csrf, values, pending}, broken) {
  const body = {csrf, device: randomUUID(), from: 1, cursor: 0, operations: []};
  const answer = await browser.json('/q/operations', body);
  if (answer.status !== 200)
    return broken.push(`draft cannot be read: ${answer.status} ${answer.json?.code ?? ''}`);
  const stored =
      answer.json.since.map((operation) => operation.value).filter((value) => /^v\d+$/.test(value));
  const rest = stored.slice(values.length).join();
  if (stored.slice(0, values.length).join() !== values.join())
    broken.push('acknowledged operations are missing or out of order');
  else if (rest !== '' && rest !== pending.join())
    broken.push('operations stored twice or in parts');
}
