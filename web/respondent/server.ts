// The HTTP interface of the collection server, as web/README.md describes it.
import type {Channel} from '../kit/outbox';

export interface State {
  case: string;
  device: string;
  form_hash: string;
  answers: unknown;
  acknowledged: number;
  cursor: number;
  csrf: string;
}

export interface Rows {
  list: string;
  rows: {code: string; labels: string[]; columns: string[]}[];
}

/** The server answered, but not with what was asked for. */
export class Refused extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`);
  }
}

export async function fetchState(): Promise<State> {
  const response = await fetch('/q/state', {headers: {accept: 'application/json'}, cache: 'no-store'});
  if (!response.ok) throw new Refused(response.status);
  return (await response.json()) as State;
}

export async function fetchRows(list: string, column: string, value: string): Promise<Rows> {
  const query = new URLSearchParams({[column]: value});
  const response = await fetch(`/lists/${encodeURIComponent(list)}?${query}`);
  if (!response.ok) throw new Refused(response.status);
  return {list, rows: ((await response.json()) as {rows: Rows['rows']}).rows};
}

/** Sends a picture; gives the name an answer calls it by. */
export async function sendPicture(bytes: Uint8Array<ArrayBuffer>, csrf: string): Promise<string> {
  const response = await fetch('/q/pictures', {method: 'POST', headers: {'x-csrf': csrf}, body: bytes});
  if (!response.ok) throw new Refused(response.status);
  return ((await response.json()) as {picture: string}).picture;
}

export const channel: Channel = {
  send(body, keepalive) {
    return fetch('/q/operations', {method: 'POST', headers: {'content-type': 'application/json'}, body, keepalive});
  },
  async renew() {
    return (await fetchState()).csrf;
  },
};
