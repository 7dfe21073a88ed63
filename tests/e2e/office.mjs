// Log-in of the demo's staff, with the code their device would show at the demo's time.
import {createHmac} from 'node:crypto';

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';  // of every demo account
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function keyBytes() {
  const bits = [...secret].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/** RFC 6238, 30 seconds, 6 digits. at: milliseconds. */
export function totp(at) {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', keyBytes()).update(step).digest();
  const from = mac[19] & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export async function signIn(page, census, login, language = 'ru') {
  await page.goto(`${census.site}/${language}/office`);
  await page.locator('[name=login]').fill(login);
  await page.locator('[name=password]').fill('demo-password');
  await page.locator('[name=code]').fill(totp(census.now()));
  await page.locator('main form button').first().click();
  await page.locator('.board-navigation').waitFor();
}
