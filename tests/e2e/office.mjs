// Log-in of the demo's staff, with the code their device would show.
import {totp} from './walk.mjs';

export async function signIn(page, census, login, language = 'ru') {
  await page.goto(`${census.site}/${language}/office`);
  await page.locator('[name=login]').fill(login);
  await page.locator('[name=password]').fill('demo-password');
  await page.locator('[name=code]').fill(totp(Date.now() / 1000));
  await page.locator('main form button').first().click();
  await page.locator('.board-navigation').waitFor();
}
