import type {Bytes} from './bytes';

/** Raw DEFLATE (RFC 1951). */
export async function deflate(bytes: Bytes): Promise<Bytes> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Throws TypeError when it was not deflated so. */
export async function inflate(bytes: Bytes): Promise<Bytes> {
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}
