// Messages to the holder of a key, of whom nothing but the public half is known: HPKE in base mode (RFC 9180) with
// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-128-GCM, from parts every browser that runs this app has. The same as
// adapters/crypto/hpke.h; tests compare both with the RFC's vectors.
import {join, utf8, type Bytes} from '../kit/bytes';

const version = utf8('HPKE-v1');
const kemSuite = join(utf8('KEM'), Uint8Array.of(0, 0x20));
const suite = join(utf8('HPKE'), Uint8Array.of(0, 0x20, 0, 1, 0, 1));
const nothing: Bytes = new Uint8Array(0);

async function hmac(key: Bytes, bytes: Bytes): Promise<Bytes> {
  // A key shorter than a block is filled with zeros; WebCrypto takes no empty one.
  const imported = await crypto.subtle.importKey('raw', key.length > 0 ? key : new Uint8Array(32),
                                                 {name: 'HMAC', hash: 'SHA-256'}, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes));
}

function extract(of: Bytes, salt: Bytes, label: string, input: Bytes): Promise<Bytes> {
  return hmac(salt, join(version, of, utf8(label), input));
}

/** size: at most 32. */
async function expand(of: Bytes, secret: Bytes, label: string, info: Bytes, size: number): Promise<Bytes> {
  const labeled = join(Uint8Array.of(0, size), version, of, utf8(label), info, Uint8Array.of(1));
  return (await hmac(secret, labeled)).slice(0, size);
}

export interface Channel {
  seal(number: number, plain: Bytes): Promise<Bytes>;
  /** Thirty-two bytes that only both ends know. */
  exportKey(context: string): Promise<Bytes>;
}

export interface Ephemeral {
  publicKey: Bytes;
  /** info: what the channel is bound to. */
  channelTo(recipient: Bytes, info: Bytes): Promise<Channel>;
}

/** A key for one channel and no other; `given` in tests only. */
export async function newEphemeral(given?: CryptoKeyPair): Promise<Ephemeral> {
  const pair = given ?? ((await crypto.subtle.generateKey('X25519', false, ['deriveBits'])) as CryptoKeyPair);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return {publicKey, channelTo: (recipient, info) => open(pair.privateKey, publicKey, recipient, info)};
}

async function open(own: CryptoKey, publicKey: Bytes, recipient: Bytes, info: Bytes): Promise<Channel> {
  const other = await crypto.subtle.importKey('raw', recipient, 'X25519', false, []);
  const product = new Uint8Array(await crypto.subtle.deriveBits({name: 'X25519', public: other}, own, 256));
  const prk = await extract(kemSuite, nothing, 'eae_prk', product);
  const shared = await expand(kemSuite, prk, 'shared_secret', join(publicKey, recipient), 32);
  const context = join(Uint8Array.of(0), await extract(suite, nothing, 'psk_id_hash', nothing),
                       await extract(suite, nothing, 'info_hash', info));
  const secret = await extract(suite, shared, 'secret', nothing);
  const baseNonce = await expand(suite, secret, 'base_nonce', context, 12);
  const exporter = await expand(suite, secret, 'exp', context, 32);
  const key = await crypto.subtle.importKey('raw', await expand(suite, secret, 'key', context, 16), 'AES-GCM', false,
                                            ['encrypt']);
  return {
    async seal(number, plain) {
      const iv = nonceOf(baseNonce, number);
      return new Uint8Array(await crypto.subtle.encrypt({name: 'AES-GCM', iv}, key, plain));
    },
    exportKey: (label) => expand(suite, exporter, 'sec', utf8(label), 32),
  };
}

function nonceOf(base: Bytes, number: number): Bytes {
  const nonce = base.slice();
  const view = new DataView(nonce.buffer);
  view.setUint32(8, (view.getUint32(8) ^ number) >>> 0);
  return nonce;
}

/** Opens what the office sealed under an exported key: nonce, cipher text, tag. Throws when it is for another place. */
export async function openOnce(key: Bytes, sealed: Bytes, place: Bytes): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key.slice(0, 16), 'AES-GCM', false, ['decrypt']);
  const iv = sealed.slice(0, 12);
  return new Uint8Array(await crypto.subtle.decrypt({name: 'AES-GCM', iv, additionalData: place}, imported,
                                                    sealed.slice(12)));
}
