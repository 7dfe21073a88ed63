import type {CaseRecord, DraftStore, Operation} from './draft_store';

export type SaveState = 'saved' | 'saving' | 'offline' | 'signin';

/** Where operations go. The second argument of `send` lets a request outlive its page. */
export interface Channel {
  send(body: string, keepalive: boolean): Promise<Response>;
  /** A fresh CSRF token, when the old one was refused. */
  renew(): Promise<string>;
}

interface Answer {
  acknowledged: number;
  since: Operation[];
  cursor: number;
}

const batchMax = 200;
const waitFirst = 1_000;
const waitMost = 60_000;

/**
 * Sends what DraftStore keeps, in order, until the server acknowledges it. Repeating is harmless: the server knows
 * operations by (device, case, number). Loss of network, a closed tab and a restart lose nothing.
 */
export class Outbox {
  private running: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wait = waitFirst;

  constructor(
    private readonly store: DraftStore,
    private readonly record: CaseRecord,
    private readonly channel: Channel,
    private csrf: string,
    private readonly onState: (state: SaveState) => void,
    private readonly onForeign: (operations: Operation[]) => void,
  ) {}

  /** Sends soon. Many changes in a row go together. */
  wake(delay = 300): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  /** Sends everything now; resolves when the server has all or the attempt failed. True: nothing is left. */
  async flush(keepalive = false): Promise<boolean> {
    clearTimeout(this.timer);
    this.running ??= this.sendAll(keepalive).finally(() => (this.running = undefined));
    await this.running;
    return (await this.store.pending(this.record.case, 1)).operations.length === 0;
  }

  private async sendAll(keepalive: boolean): Promise<void> {
    try {
      for (;;) {
        const {from, operations} = await this.store.pending(this.record.case, batchMax);
        if (operations.length === 0) break;
        this.onState('saving');
        const answer = await this.post(from, operations, keepalive);
        await this.store.acknowledge(this.record.case, answer.acknowledged, answer.cursor);
        this.record.cursor = answer.cursor;
        if (answer.since.length > 0) this.onForeign(answer.since);
        if (answer.acknowledged < from) throw new TypeError('nothing was acknowledged');
      }
      this.wait = waitFirst;
      this.onState('saved');
    } catch (error) {
      if (error instanceof SignedOut) return this.onState('signin');
      this.onState('offline');
      this.wake(this.wait * (0.75 + Math.random() / 2));
      this.wait = Math.min(this.wait * 2, waitMost);
    }
  }

  private async post(from: number, operations: Operation[], keepalive: boolean): Promise<Answer> {
    const body = () => JSON.stringify({
      device: this.record.device, from, operations, cursor: this.record.cursor, csrf: this.csrf,
    });
    let response = await this.channel.send(body(), keepalive);
    if (response.status === 403) {
      this.csrf = await this.channel.renew();
      response = await this.channel.send(body(), keepalive);
    }
    if (response.status === 401) throw new SignedOut();
    if (!response.ok) throw new TypeError(`status ${response.status}`);
    return (await response.json()) as Answer;
  }
}

class SignedOut extends Error {}
