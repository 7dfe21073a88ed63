// Every page around the questionnaire, of the office and of the portal: in three languages, on a phone of 320 px and on a
// screen of 1280 px.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {holds, keyboard, languages, setClock, shot, through, totp} from './walk.mjs';

let census, browser;
before(async () => {
  census = await startCensus({households: 600});
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await census?.stop();
});

for (const language of languages) {
  test(`pages around the questionnaire in ${language}`, async () => {
    const {context, page} = await visitor(browser);
    const pages = {
      welcome: '/', register: '/register', verify: '/verify', unknown_code: '/verify?code=AAAA-BBBB-CCCC', inbox: '/demo/inbox',
      clock: '/demo/clock', signed_out: '/signed-out', explanations: '/explanations', not_found: '/no-such-page',
    };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`${census.site}/${language}${path}`);
      await holds(page, `site-${name}`, language);
      await keyboard(page);
    }
    await page.goto(`${census.site}/${language}/register`);
    await through(page, page.locator('button[value=register]'));
    await holds(page, 'site-register_errors', language);
    await context.close();
  });
}

test('before the opening and after the end the site says when, and in whose time', async () => {
  const {context, page} = await visitor(browser);
  const told = {
    before: ['2021-08-20T10:00', {kk: '2021 жылғы 1 қыркүйек, 00:00', ru: '1 сентября 2021 года, 00:00', en: '1 September 2021, 00:00'}],
    after: ['2021-12-01T10:00', {kk: '2021 жылғы', ru: '2021 года, 23:59', en: '2021, 23:59'}],
  };
  for (const [name, [at, texts]] of Object.entries(told)) {
    await setClock(page, census, at);
    for (const language of languages) {
      await page.goto(`${census.site}/${language}/`);
      const text = await page.locator('main').innerText();
      assert.ok(text.includes(texts[language]), text);
      assert.match(text, /Астана|Astana|Астаны/);
      await holds(page, `site-${name}`, language);
    }
  }
  await setClock(page, census, '2021-09-15T12:00');
  await context.close();
});

test('a form of another visit is refused with a page that helps', async () => {
  const {context, page} = await visitor(browser);
  await page.goto(`${census.site}/ru/register`);
  await page.evaluate(() => { document.querySelector('[name=csrf]').value = 'x'; });
  await through(page, page.locator('button[value=register]'));
  await holds(page, 'site-403', 'ru');
  await context.close();
});

async function enter(page, language, login) {
  await page.goto(`${census.site}/${language}/office/login`);
  await page.fill('#login', login);
  await page.fill('#password', 'demo-password');
  await page.fill('#code', totp(Date.now() / 1000));
  await page.click('main button');
  await page.waitForURL(/\/office$/);
}

test('pages of the office', async () => {
  const {context, page, problems} = await visitor(browser);
  await page.goto(`${census.site}/kk/office/login`);
  for (const language of languages) {
    await page.goto(`${census.site}/${language}/office/login`);
    await holds(page, 'office-login', language);
    await keyboard(page);
  }
  await enter(page, 'kk', 'bureau');
  for (const language of languages) {
    const pages = {
      home: '/office', progress: '/office/progress', conflicts: '/office/conflicts', resolved: '/office/conflicts?status=resolved',
      conflict: '/office/conflicts/1', audit: '/office/audit', evidence: '/office/evidence',
    };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`${census.site}/${language}${path}`);
      await holds(page, `office-${name}`, language);
      await keyboard(page);
    }
  }
  assert.deepEqual(problems, []);
  await page.goto(`${census.site}/ru/office/nothing`);
  await holds(page, 'office-404', 'ru');
  await context.close();
});

for (const language of languages) {
  test(`pages of the portal in ${language}`, async () => {
    const {context, page, problems} = await visitor(browser);
    await page.goto(`${census.portal}/${language}/tables`);
    await holds(page, 'portal-list', language);
    await keyboard(page);
    for (const id of ['region-sex-age5', 'region-ethnicity']) {
      assert.equal(await page.locator(`a[href="/${language}/tables/${id}"]`).count(), 1, `${id} in the list`);
      await page.goto(`${census.portal}/${language}/tables/${id}`);
      await holds(page, `portal-${id}`, language);
      await keyboard(page);
      assert.equal(await page.locator('svg[role=img]').count(), 1, 'a chart');
      assert.match(await page.locator('time').first().innerText(), /Астана|Astana|Астаны/);
      await downloads(page, context);
      await page.goto(`${census.portal}/${language}/tables`);
    }
    assert.deepEqual(problems, []);
    await page.goto(`${census.portal}/${language}/tables/no-such-table`);
    await holds(page, 'portal-404', language);
    await context.close();
  });
}

// Each file is there, is what its name says, and holds the figures of the page.
async function downloads(page, context) {
  const hrefs = await page.locator('ul.files a').evaluateAll((links) => links.map((a) => a.href));
  assert.equal(hrefs.length, 3);
  const total = (await page.locator('tbody tr td').first().innerText()).replace(/\D/g, '');
  for (const href of hrefs) {
    const response = await context.request.get(href);
    assert.equal(response.status(), 200, href);
    const body = (await response.body()).toString('utf8');
    assert.match(response.headers()['content-disposition'], /attachment/);
    if (href.endsWith('.json')) {
      const table = JSON.parse(body);
      assert.equal(table.class, 'dataset');
      assert.equal(table.value.length, table.size.reduce((a, b) => a * b));
      assert.equal(String(table.value[0]), total);
    } else if (href.endsWith('.px')) {
      assert.match(body, /^CHARSET=/);
      assert.ok(body.includes('DATA='));
    } else {
      assert.ok(body.split('\n').length > 10);
      assert.ok(body.includes(total));
    }
  }
}

// What the script asks for: by code, by column, by words. Nothing of it may be refused.
test('rows of long lists come by code, by column and by words', async () => {
  const {context} = await visitor(browser);
  const rows = async (query) => {
    const response = await context.request.get(`${census.site}/lists/kato?${query}`);
    assert.equal(response.status(), 200, query);
    return (await response.json()).rows;
  };
  assert.deepEqual((await rows('name=470000000')).map((row) => row.code), ['470000000']);
  assert.deepEqual(await rows('name=000000000'), []);
  assert.ok((await rows('parent=470000000')).length > 3);
  assert.ok((await rows('search=%D0%90%D0%BA%D1%82%D0%B0%D1%83')).length > 0);
  assert.equal((await context.request.get(`${census.site}/icon.svg`)).status(), 200);
  await context.close();
});

test('the portal chooses the part of a table by address, without script', async () => {
  const {context, page} = await visitor(browser, {javaScriptEnabled: false});
  await page.goto(`${census.portal}/ru/tables/region-sex-age5`);
  await page.selectOption('select[name=region]', '470000000');
  await through(page, page.locator('form button').first());
  assert.match(page.url(), /region=470000000/);
  assert.match(await page.locator('caption').innerText(), /Мангистау/);
  await shot(page, 'portal-mangystau');
  await context.close();
});
