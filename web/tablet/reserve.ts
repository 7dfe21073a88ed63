// Room that is held for bad days. Browsers tell less and less of how much storage is left, so the tablet claims some of
// it in time: where the journal finds no more room, a piece is given up and the entry is written after all. While the
// reserve is not whole no interview is begun.
const pieces = 4;
const pieceBytes = 4 * 1024 * 1024;
const nameOf = (piece: number) => `sanaq-tablet-reserve-${piece}`;

/** The storage said no. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

// Nothing that could be stored in less room than it takes.
function filling(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieceBytes);
  for (let at = 0; at < pieceBytes; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

/** Claims what is missing. Whether the reserve is whole; true as well where the browser keeps no caches. */
export async function topUpReserve(): Promise<boolean> {
  if (!('caches' in globalThis)) return true;
  for (let piece = 0; piece < pieces; ++piece) {
    if (await caches.has(nameOf(piece))) continue;
    try {
      await (await caches.open(nameOf(piece))).put('/tablet/reserve', new Response(filling()));
    } catch (error) {
      await caches.delete(nameOf(piece));
      if (isFull(error) || error instanceof TypeError) return false;
      throw error;
    }
  }
  return true;
}

/** Gives a piece up. False: there is none left. */
async function giveUpPiece(): Promise<boolean> {
  if (!('caches' in globalThis)) return false;
  for (let piece = pieces - 1; piece >= 0; --piece)
    if (await caches.delete(nameOf(piece))) return true;
  return false;
}

/** Does `work`, which writes; for the room it lacks the reserve is given up, piece after piece. */
export async function withReserve<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isFull(error) || !(await giveUpPiece())) throw error;
    }
  }
}
