// A phone on a bad line: Chromium at 400 kbit/s, 400 ms latency and a sixth of the processor's speed. From the link of
// the site to the first question: bytes and seconds.   SANAQ_PRESET=release node phone.mjs
import {loadavg} from 'node:os';
import {startBrowser, startCensus, visitor} from '../e2e/census.mjs';
import {freshIin} from '../e2e/household.mjs';

const kbit = 400, latency = 400, slower = 6;
const rounds = Number(process.env.SANAQ_BENCH_ROUNDS ?? 3);

/** A session cookie, got at full speed: registering is typing, not loading. */
async function registered(census, page) {
  const iin = freshIin();
  await page.goto(`${census.site}/kk/demo/document?iin=${iin}`);
  const document = await page.locator('.document').innerText();
  const phone = `+7701${String(Date.now() % 10_000_000).padStart(7, '0')}`;
  await page.goto(`${census.site}/kk/register`);
  await page.fill('#iin', iin);
  await page.fill('#document', document);
  await page.fill('#phone', phone);
  await page.click('button[value=register]');
  await page.waitForURL(/\/code\//);
  const code = page.url();
  await page.goto(`${census.site}/kk/demo/inbox`);
  const text = await page.locator('.inbox li', {hasText: phone.slice(1)}).first().locator('.sms').innerText();
  await page.goto(code);
  await page.fill('#code', /\d{6}/.exec(text)[0]);
  await page.click('button[value=confirm]');
  await page.waitForURL(/\/address/);
}

async function measure(browser, census) {
  const setup = await visitor(browser);
  await registered(census, setup.page);
  const cookies = await setup.context.cookies();
  await setup.context.close();
  // A browser with nothing cached but the session.
  const {context, page} = await visitor(browser);
  await context.addCookies(cookies);
  const cdp = await context.newCDPSession(page);
  let bytes = 0, at_question = 0;
  await cdp.send('Network.enable');
  cdp.on('Network.loadingFinished', ({encodedDataLength}) => { bytes += encodedDataLength; });
  await cdp.send('Network.emulateNetworkConditions',
                 {offline: false, latency, downloadThroughput: kbit * 1000 / 8, uploadThroughput: kbit * 1000 / 8});
  await cdp.send('Emulation.setCPUThrottlingRate', {rate: slower});
  const start = performance.now();
  await page.goto(`${census.site}/kk/q`, {waitUntil: 'commit'});
  await page.waitForSelector('form#page [name^="q."], form#page button[value=next], form#page button[value=add_item]');
  const seconds = (performance.now() - start) / 1000;
  const painted = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null);
  at_question = bytes;
  await page.waitForLoadState('networkidle', {timeout: 60_000});
  const all = (performance.now() - start) / 1000;
  await context.close();
  return {seconds, painted: painted === null ? null : painted / 1000, at_question, bytes, all};
}

const census = await startCensus({households: 20});
const browser = await startBrowser();
const found = [];
for (let i = 0; i < rounds; i++) found.push(await measure(browser, census));
await browser.close();
await census.stop();
for (const one of found) console.error(JSON.stringify(one));
const median = (member) => found.map((one) => one[member]).sort((a, b) => a - b)[found.length >> 1];
function print(name, value, unit) {
  console.log(JSON.stringify({name, value: Number(value.toPrecision(4)), unit, peer: null, peer_value: null, ratio: null, load: loadavg()[0]}));
}
print('phone.first_question', median('seconds'), 's');
print('phone.first_question.bytes', median('at_question'), 'bytes until then');
print('phone.first_question.bytes_in_all', median('bytes'), 'bytes with the engine and the form');
print('phone.first_question.seconds_in_all', median('all'), 's until the engine has taken over');
