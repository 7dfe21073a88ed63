// Keys of the tablet. The PIN gives a key (PBKDF2) that wraps a random data key, which seals everything at rest; the
// device's signing key is wrapped under the data key and lives unwrapped in memory only, where no script can read it.
import {join, random, toBase64url, utf8, type Bytes} from '../kit/bytes';
import type {Sealed, VaultRow} from './storage';

const iterations = 600_000;
const waitMost = 3_600_000;

/** Why a PIN must not be taken, as the last part of a key in locale/tablet.csv. */
export function weakness(pin: string): 'short' | 'simple' | undefined {
  if (!/^\d*$/.test(pin)) return [...pin].length < 10 ? 'short' : undefined;
  if (pin.length < 6) return 'short';
  const steps = new Set([...pin].slice(1).map((c, i) => Number(c) - Number(pin[i])));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1 ? 'simple' : undefined;
}

async function keyOfPin(pin: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', utf8(pin.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds}, typed,
                                 {name: 'AES-GCM', length: 256}, false, ['wrapKey', 'unwrapKey']);
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

  /** Fresh keys under a PIN. `publicKey`: of the signing key, base64url. */
  static async make(pin: string): Promise<{row: VaultRow; vault: Vault; publicKey: string}> {
    const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const publicKey = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
    const usages: KeyUsage[] = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'];
    const data = await crypto.subtle.generateKey({name: 'AES-GCM', length: 256}, true, usages);
    const salt = random(16);
    const row: VaultRow = {
      salt, iterations, failures: 0, notBefore: 0,
      dataKey: await wrap('raw', data, await keyOfPin(pin, salt, iterations), 'data key'),
      signingKey: await wrap('pkcs8', pair.privateKey, data, 'signing key'),
    };
    const vault = await Vault.open(row, pin);
    if (!vault) throw new Error('a key that was just made does not open');
    return {row, vault, publicKey};
  }

  /** Nothing when the PIN is wrong. */
  static async open(row: VaultRow, pin: string): Promise<Vault | undefined> {
    try {
      const under = await keyOfPin(pin, row.salt, row.iterations);
      const data = await crypto.subtle.unwrapKey('raw', row.dataKey.bytes, under, gcm(row.dataKey.iv, 'data key'),
                                                 'AES-GCM', false, ['encrypt', 'decrypt', 'unwrapKey']);
      const signing = await crypto.subtle.unwrapKey('pkcs8', row.signingKey.bytes, data,
                                                    gcm(row.signingKey.iv, 'signing key'), 'Ed25519', false, ['sign']);
      return new Vault(data, signing);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'OperationError') return undefined;
      throw error;
    }
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
