// How the tests of institutions begin: a demo census, a browser, people who stay signed in.
import {after, before} from 'node:test';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {signIn} from './office.mjs';
import {holds, languages, sizes, through} from './walk.mjs';

export const screen = {viewport: {width: 1200, height: 900}};
/** What both sides read and press. */
export const main = (page) => page.locator('main').innerText();
export const press = (page, name) => through(page, page.getByRole('button', {name, exact: true}).first());

/** Starts and stops with the tests of a file. `census` and `browser` are there once they run. */
export function institutionCensus() {
  const world = {signedIn: new Map()};
  before(async () => {
    world.census = await startCensus({households: 20});
    world.browser = await startBrowser();
  });
  after(async () => {
    await world.browser?.close();
    await world.census?.stop();
  });
  world.url = (path, language = 'ru') => `${world.census.site}/${language}${path}`;
  world.visit = () => visitor(world.browser, screen);
  // A code opens once: whoever works in several tests stays signed in.
  world.as = async (login) => {
    if (!world.signedIn.has(login)) {
      const {page} = await world.visit();
      await signIn(page, world.census, login);
      world.signedIn.set(login, page);
    }
    return world.signedIn.get(login);
  };
  return world;
}

/** Sends the list as it stands, and signs it with the demo's key of the organisation. */
export async function sendSigned(page, world) {
  await page.goto(world.url('/institution/list'));
  await press(page, 'Отправить список в департамент');
  await press(page, 'Подписать демонстрационным ключом организации');
}

/** The page in every language: at 320 px in each, and wide in Russian. One page load a language. */
export async function holdsInAll(page, world, path, name) {
  for (const language of languages) {
    await page.goto(world.url(path, language));
    await holds(page, name, language, language === 'ru' ? sizes : sizes.slice(0, 1));
  }
  await page.setViewportSize(sizes.at(-1));
}
/** Where a page is, behind its language. */
export const pathOf = (page) => new URL(page.url()).pathname.slice(3);
