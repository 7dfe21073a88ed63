// Hands in and fetches news whenever there is a network. Repeating is harmless: the office knows entries by place.
import {EngineError} from '../kit/engine';
import {NotKept, type Device} from './device';
import type {Want} from './pictures';
import {call, Refused} from './server';

export type SyncState =
  | {is: 'idle'} | {is: 'running'} | {is: 'good'; confirmed: number} | {is: 'offline'} | {is: 'failed'; code: string};

const waitFirst = 5_000;
const waitMost = 300_000;
const roundsMost = 1_000;

export class Synchroniser {
  state: SyncState = {is: 'idle'};
  private running: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wait = waitFirst;
  private stopped = false;

  constructor(
    private readonly device: Device,
    private readonly onState: () => void,
    private readonly onNews: () => Promise<void>,
    private readonly onNotKept: (error: NotKept) => void,
  ) {
    window.addEventListener('online', this.now);
  }

  readonly now = (): void => void this.run();

  /** Soon: many entries in a row go together. */
  wake(delay = 3_000): void {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(this.now, delay);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    window.removeEventListener('online', this.now);
  }

  run(): Promise<void> {
    clearTimeout(this.timer);
    this.running ??= this.exchange().finally(() => (this.running = undefined));
    return this.running;
  }

  private async exchange(): Promise<void> {
    if (this.stopped) return;
    this.tell({is: 'running'});
    try {
      const {confirmed, news} = await this.rounds();
      this.wait = waitFirst;
      this.tell({is: 'good', confirmed});
      if (news && !this.stopped) await this.onNews();
      this.wake(waitMost);
    } catch (error) {
      if (error instanceof NotKept) return this.stopped ? undefined : this.onNotKept(error);
      this.tell(stateAfter(error));
      this.wake(this.wait * (0.75 + Math.random() / 2));
      this.wait = Math.min(this.wait * 2, waitMost);
    }
  }

  private async rounds(): Promise<{confirmed: number; news: boolean}> {
    let confirmed = 0, news = false;
    let more = true;
    let wants: Want[] = [];
    for (let round = 0; round < roundsMost; ++round) {
      const parts = await this.device.pictures.parts(wants);
      const {runs, ...request} = await this.device.request(parts);
      if (!more && runs === 0 && parts.length === 0) break;
      const {enrolment, departmentKey} = this.device;
      const answer = await call(enrolment.device, departmentKey?.number ?? 0, request);
      if (answer.departmentKey) await this.device.takeDepartmentKey(answer.departmentKey);
      const taken = await this.device.take(answer.bytes);
      confirmed += taken.confirmed;
      news ||= taken.records.length > 0;
      more = taken.more;
      wants = taken.wants;
      if (!more && taken.confirmed === 0 && wants.length === 0 && parts.length === 0) break;
    }
    return {confirmed, news};
  }

  private tell(state: SyncState): void {
    this.state = state;
    if (!this.stopped) this.onState();
  }
}

function stateAfter(error: unknown): SyncState {
  if (error instanceof Refused || error instanceof EngineError) return {is: 'failed', code: error.code};
  if (error instanceof TypeError) return {is: 'offline'};
  throw error;
}
