// The demo's staff: log-in with the code their device would show, and what they do on the page of tablets.
import {through, totp} from './walk.mjs';

export async function signIn(page, census, login, language = 'ru') {
  await page.goto(`${census.site}/${language}/office`);
  await page.locator('[name=login]').fill(login);
  await page.locator('[name=password]').fill('demo-password');
  await page.locator('[name=code]').fill(totp(Date.now() / 1000));
  await page.locator('main form button').first().click();
  await page.locator('.board-navigation').waitFor();
}

/** Presses what stands in the menu of a tablet's row; button: a selector. */
export async function ofTablet(page, button) {
  await page.locator('.menu summary').first().click();
  await through(page, page.locator(button));
}
