// The collection server as a tablet sees it (docs/handbook/tablets.md).
import {fromBase64url, type Bytes} from '../kit/bytes';
import type {DepartmentKey} from './bundle';
import {report} from './report';

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
  department_key?: DepartmentKey;
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

export interface Answer {
  bytes: Bytes;
  /** When another key of the department is in use than the one the tablet has. */
  departmentKey: DepartmentKey | undefined;
}

/** What a tablet hands in at once; `packed`: raw DEFLATE, and the proof is over it as it goes. */
export interface Call {
  body: Bytes;
  packed: boolean;
  proof: string;
}

/** departmentKey: number of the key the tablet has, 0 for none. */
export async function call(device: string, departmentKey: number, {body, packed, proof}: Call): Promise<Answer> {
  const headers = {
    ...(packed && {'x-sanaq-packed': 'deflate'}),
    'content-type': 'application/octet-stream', 'x-sanaq-device': device, 'x-sanaq-proof': proof,
    'x-sanaq-department-key': String(departmentKey), 'x-sanaq-tablet': await report(),
  };
  const response = await answered(await fetch('/device/sync', {method: 'POST', headers, body}));
  const told = response.headers.get('x-sanaq-department-key');
  return {
    bytes: new Uint8Array(await response.arrayBuffer()),
    departmentKey: told ? (JSON.parse(new TextDecoder().decode(fromBase64url(told))) as DepartmentKey) : undefined,
  };
}
