// A tablet and the carrier its files travel on: enrolled, at work, writing bundles, opening answers.
import {execFile} from 'node:child_process';
import {join, resolve} from 'node:path';
import {visitor} from './census.mjs';
import {through} from './walk.mjs';

const pin = '274915';

/** `sanaq bundle import` beside the running server, with its JSON. */
export function imported(census, ...words) {
  return command(census, '--json', ...words).then(({code, out, error}) => ({code, lines: out ? JSON.parse(out) : error}));
}

/** The same as a person reads it. */
export function command(census, ...words) {
  const cwd = resolve(import.meta.dirname, '../..');
  return new Promise((done) => {
    execFile(census.program, ['bundle', 'import', ...words, '--data', census.data], {cwd},
             (error, out, told) => done({code: error?.code ?? 0, out, error: told}));
  });
}

/** A fresh tablet in Russian, enrolled with a code that `office` makes. */
export async function enrolled(browser, census, office, label) {
  await office.page.goto(`${census.site}/ru/office/tablets`);
  await office.page.locator('[name=label]').fill(label);
  await through(office.page, office.page.locator('section form button'));
  const code = await office.page.locator('.notice code').innerText();
  const tablet = await visitor(browser, {viewport: {width: 420, height: 900}, acceptDownloads: true});
  await tablet.page.addInitScript(() => { delete window.showSaveFilePicker; });
  await tablet.page.goto(`${census.site}/tablet/?lang=ru`);
  await tablet.page.locator('#code').fill(code);
  await tablet.page.locator('#pin').fill(pin);
  await tablet.page.locator('#again').fill(pin);
  await tablet.page.locator('button.primary').click();
  await tablet.page.locator('#code').waitFor({state: 'detached'});
  return tablet;
}

/** Gives the tablet named `label` twenty addresses of the demo. */
export async function assigned(census, office, label) {
  await office.page.goto(`${census.site}/ru/office/tablets`);
  const row = office.page.locator('tr').filter({hasText: label});
  await row.locator('.menu summary').click();
  await through(office.page, row.locator('form[action$="/assign"] button'));
}

export async function synchronised(page) {
  await page.locator('[data-go=work]').click();
  await page.locator('[data-do=now]').click();
  await page.locator('[data-sync=good]').waitFor();
  await page.locator('[data-do=back]').click();
}

export async function visitNobody(page, n, photo) {
  await page.locator('button.case').nth(n).click();
  await page.locator('[data-go=visit]').click();
  if (photo) await page.locator('#photos').setInputFiles(photo);
  await page.locator('[value=nobody_home]').check();
  await page.locator('form button.primary').click();
  await page.locator('[data-go=visit]').waitFor();
  await page.locator('[data-do=back]').click();
  await page.locator('button.case').first().waitFor();
}

export async function openUsb(page) {
  await page.locator('[data-go=work]').click();
  await page.locator('[data-go=usb]').click();
  await page.locator('#answer').waitFor();
}

/** Presses "write" on the screen for USB, which is open, and keeps the file. */
export async function written(page, folder, name, {everything = false} = {}) {
  if (everything) await page.locator('#everything').check();
  const downloading = page.waitForEvent('download');
  await page.locator('form button.primary').click();
  const file = join(folder, name);
  await (await downloading).saveAs(file);
  await page.locator('[data-usb=written]').waitFor();
  return file;
}

/** Opens an answer on the screen for USB; what the tablet says to it. */
export async function answered(page, file) {
  await page.locator('#answer').setInputFiles(file);
  await page.locator('form:has(#answer) button').click();
  await page.locator('[data-answer=taken], [data-answer=refused]').waitFor();
  return page.locator('[data-answer]').innerText();
}

/** A JPEG of noise, so that it stays large; size: its width, of a height three quarters of that. */
export async function photo(page, size, seed = 7) {
  const bytes = await page.evaluate(async ({width, first}) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, width * 3 / 4];
    const context = canvas.getContext('2d'), image = context.createImageData(canvas.width, canvas.height);
    let state = first;
    for (let i = 0; i < image.data.length; ++i)
      image.data[i] = i % 4 === 3 ? 255 : (state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16 & 255;
    context.putImageData(image, 0, 0);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, {width: size, first: seed});
  return {name: 'house.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes)};
}
