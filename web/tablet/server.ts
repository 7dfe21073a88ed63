// The collection server as a tablet sees it (docs/handbook/tablets.md).
import type {Bytes} from '../kit/bytes';

/** The server answered with a problem; `code` is stable. */
export class Refused extends Error {
  constructor(readonly status: number, readonly code: string) {
    super(`${status} ${code}`);
  }
}

export interface Enrolled {
  device: string;
  label?: string;
  interviewer?: string;
  territory?: string;
  phrase?: boolean;  // the tablet is to be opened by a phrase
  office_keys: {number: number; key: string}[];
}

async function answered(response: Response): Promise<Response> {
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as {code?: string};
  throw new Refused(response.status, problem.code ?? String(response.status));
}

export async function enrol(code: string, key: string): Promise<Enrolled> {
  const response = await fetch('/device/enrol', {
    method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({code, key}),
  });
  return (await (await answered(response)).json()) as Enrolled;
}

/** A question of a device that is answered in JSON. */
export async function ask<T>(path: string, device: string, proof: string, body: Bytes): Promise<T> {
  const headers = {'content-type': 'application/json', 'x-sanaq-device': device, 'x-sanaq-proof': proof};
  return (await (await answered(await fetch(path, {method: 'POST', headers, body}))).json()) as T;
}

export async function call(device: string, proof: string, body: Bytes): Promise<Bytes> {
  const headers = {'content-type': 'application/octet-stream', 'x-sanaq-device': device, 'x-sanaq-proof': proof};
  const response = await answered(await fetch('/device/sync', {method: 'POST', headers, body}));
  return new Uint8Array(await response.arrayBuffer());
}
