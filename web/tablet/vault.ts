// Keys of the tablet. What is typed gives a key (PBKDF2, and a secret of this browser that cannot be read out) that
// wraps a random data key, which seals everything at rest; the device's signing key is wrapped under the data key and
// lives unwrapped in memory only, where no script can read it. A tablet that seals itself keeps the wrapped data key
// only under a code of the office: then it opens with code and PIN together.
import {join, random, toBase64url, utf8, type Bytes} from '../kit/bytes';
import type {Release, Sealed, VaultRow} from './storage';

const iterations = 600_000;
const waitMost = 3_600_000;
/** So many wrong ones, and only the office's code and the PIN together open the tablet. */
export const wrongMost = 10;
const phraseLeast = 16, lettersLeast = 6;

/** Why a PIN must not be taken, as the last part of a key in locale/tablet.csv. phrase: the office wants one. */
export function weakness(pin: string, phrase = false): 'short' | 'simple' | 'phrase' | undefined {
  if (phrase && ([...pin].length < phraseLeast || /^\d*$/.test(pin))) return 'phrase';
  if (!/^\d*$/.test(pin)) {
    if ([...pin].length < 10) return 'short';
    return new Set(pin).size < lettersLeast ? 'simple' : undefined;
  }
  if (pin.length < 6) return 'short';
  const steps = new Set([...pin].slice(1).map((c, i) => Number(c) - Number(pin[i])));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1 ? 'simple' : undefined;
}

const wrapping: KeyUsage[] = ['wrapKey', 'unwrapKey', 'encrypt', 'decrypt'];

async function stretched(typed: string, salt: Bytes, rounds: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', utf8(typed.normalize('NFKC')), 'PBKDF2', false, ['deriveBits']);
  const way = {name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds};
  return new Uint8Array(await crypto.subtle.deriveBits(way, key, 256));
}

// Without this browser's secret the stretched PIN is no key.
async function keyOf(typed: string, salt: Bytes, rounds: number, secret?: CryptoKey): Promise<CryptoKey> {
  let bits = await stretched(typed, salt, rounds);
  if (secret) bits = new Uint8Array(await crypto.subtle.sign('HMAC', secret, bits));
  return crypto.subtle.importKey('raw', bits, 'AES-GCM', false, wrapping);
}

function gcm(iv: Bytes, place: string): AesGcmParams {
  return {name: 'AES-GCM', iv, additionalData: utf8(place)};
}

async function wrap(format: 'raw' | 'pkcs8', key: CryptoKey, under: CryptoKey, place: string): Promise<Sealed> {
  const iv = random(12);
  return {iv, bytes: new Uint8Array(await crypto.subtle.wrapKey(format, key, under, gcm(iv, place)))};
}

export class Vault {
  private constructor(private readonly data: CryptoKey, private readonly signing: CryptoKey) {}

  /** Fresh keys. `publicKey`: of the signing key, base64url; `under`: wraps them all under what opens the tablet. */
  static async fresh(): Promise<{publicKey: string; under: (pin: string) => Promise<{row: VaultRow; vault: Vault}>}> {
    const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const publicKey = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
    const data = await crypto.subtle.generateKey({name: 'AES-GCM', length: 256}, true, wrapping);
    const secret = await crypto.subtle.generateKey({name: 'HMAC', hash: 'SHA-256'}, false, ['sign']);
    const signingKey = await wrap('pkcs8', pair.privateKey, data, 'signing key');
    const under = async (pin: string) => {
      const salt = random(16);
      const dataKey = await wrap('raw', data, await keyOf(pin, salt, iterations, secret), 'data key');
      const row: VaultRow = {salt, iterations, secret, dataKey, signingKey, failures: 0, notBefore: 0};
      const vault = await Vault.open(row, pin);
      if (!vault) throw new Error('a key that was just made does not open');
      return {row, vault};
    };
    return {publicKey, under};
  }

  /** Nothing when the PIN is wrong, or the tablet is sealed (see unsealed()). */
  static async open(row: VaultRow, pin: string): Promise<Vault | undefined> {
    if (!row.dataKey) return undefined;
    const under = await keyOf(pin, row.salt, row.iterations, row.secret);
    const {dataKey, signingKey} = row;
    return rightOrNothing(async () => {
      const data = await crypto.subtle.unwrapKey('raw', dataKey.bytes, under, gcm(dataKey.iv, 'data key'),
                                                 'AES-GCM', false, ['encrypt', 'decrypt', 'unwrapKey']);
      const signing = await crypto.subtle.unwrapKey('pkcs8', signingKey.bytes, data,
                                                    gcm(signingKey.iv, 'signing key'), 'Ed25519', false, ['sign']);
      return new Vault(data, signing);
    });
  }

  /** Sealed bytes open only in their own place. */
  async seal(place: string, bytes: Bytes): Promise<Sealed> {
    const iv = random(12);
    return {iv, bytes: new Uint8Array(await crypto.subtle.encrypt(gcm(iv, place), this.data, bytes))};
  }

  async unseal(place: string, sealed: Sealed): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.decrypt(gcm(sealed.iv, place), this.data, sealed.bytes));
  }

  async sign(bytes: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.sign('Ed25519', this.signing, bytes));
  }

  /** Proves a call: the body travels under this signature. */
  async prove(body: Bytes): Promise<string> {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
    return toBase64url(await this.sign(join(utf8('sanaq-call-1'), digest)));
  }
}

/**
 * The row after an attempt began: a wrong one is counted before it is tried, so that killing the app does not save it.
 * The wait doubles: 1, 2, 4 … seconds, at most an hour.
 */
export function countAttempt(row: VaultRow, now: number): VaultRow {
  const failures = row.failures + 1;
  return {...row, failures, notBefore: now + Math.min(waitMost, 1000 * 2 ** (failures - 1))};
}

async function rightOrNothing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return undefined;
    throw error;
  }
}

// As people say and type it: any case, blanks and dashes, O for 0, I and L for 1.
const plainCode = (code: string) =>
  code.toUpperCase().replace(/[^0-9A-Z]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');

const releasePlace = (number: number) => `release ${number}`;

/** A second copy of the wrapped data key, under the office's code; the code itself is nowhere. */
export async function releaseOf(dataKey: Sealed, secret: CryptoKey | undefined, number: number,
                                code: string): Promise<Release> {
  const salt = random(16), iv = random(12);
  const key = await keyOf(plainCode(code), salt, iterations, secret);
  const both = join(dataKey.iv, dataKey.bytes);
  const bytes = new Uint8Array(await crypto.subtle.encrypt(gcm(iv, releasePlace(number)), key, both));
  return {number, salt, iterations, copy: {iv, bytes}, spent: false};
}

/** The row of a tablet that has sealed itself: the PIN alone opens nothing. As it was where no code is in reserve. */
export function sealedRow(row: VaultRow): VaultRow {
  if (!row.release) return row;
  const {dataKey: _, ...rest} = row;
  return rest;
}

/** The row as it was before it was sealed; nothing when the code is wrong. */
export async function unsealed(row: VaultRow, code: string): Promise<VaultRow | undefined> {
  const {release, dataKey} = row;
  if (dataKey) return row;
  if (!release) return undefined;
  const key = await keyOf(plainCode(code), release.salt, release.iterations, row.secret);
  return rightOrNothing(async () => {
    const {iv, bytes} = release.copy;
    const both = new Uint8Array(await crypto.subtle.decrypt(gcm(iv, releasePlace(release.number)), key, bytes));
    return {...row, dataKey: {iv: both.slice(0, 12), bytes: both.slice(12)}, release: {...release, spent: true}};
  });
}
