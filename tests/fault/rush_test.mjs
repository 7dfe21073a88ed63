// A school or an authorised person enters many households from one address: every registration and every
// submission passes at the first try. Limits are per person and per phone, never per address. --households N
// (default 500).
import assert from 'node:assert/strict';
import {parseArgs} from 'node:util';

import {Browser} from './browser.mjs';
import {send_household} from './load.mjs';

import {fresh_iin, fresh_phone, household, register} from './person.mjs';
import {Server} from './server.mjs';

const {values} = parseArgs({options: {households: {type: 'string', default: '500'}}});
const wanted = Number(values.households);
const server = await Server.start();
try {
  const began = Date.now();
  let next = 0, passed = 0;
  await Promise.all(Array.from({length: 8}, async () => {
    while (next < wanted) {
      const number = next++;
      const browser = new Browser(server);
      await register(browser, 'ru', {tries: 1});
      const answer = await send_household(browser, browser.token(), household(number));
      assert.equal(answer.status, 201, `${answer.status} ${answer.text.slice(0, 200)}`);
      passed++;
      browser.close();
    }
  }));
  const seconds = (Date.now() - began) / 1000;
  assert.equal(passed, wanted);
  const [[stored]] = await server.sql('select count(*) from casework.submission');
  assert.equal(Number(stored), wanted);
  console.log(
      `${passed} registrations and submissions from one address in ${seconds.toFixed(1)} s, none refused`);

  // One person and one phone do have limits: five attempts an hour for an IIN, ten for a phone.
  const attempts = async (who) => {
    for (let count = 0; count < 30; count++) {
      const browser = new Browser(server);
      try {
        await register(browser, 'ru', {tries: 1, ...who(count)});
      } catch (error) {
        if (/refused/.test(error.message)) return count;
        throw error;
      } finally {
        browser.close();
      }
    }
    return Infinity;
  };
  const iin = fresh_iin(), phone = fresh_phone();
  const of_person = await attempts(() => ({iin})), of_phone = await attempts(() => ({phone}));
  console.log(`refused after ${of_person} attempts of one person and ${of_phone} of one phone`);
  assert.equal(of_person, 5);
  assert.equal(of_phone, 10);
} finally {
  await server.stop();
  server.remove();
}
