// The engine (src/page/session.h) in WebAssembly: texts in, texts out. No rule of a questionnaire is in TypeScript.

interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  sanaq_input(size: number): number;
  sanaq_call(nameSize: number): number;
  sanaq_output(): number;
  sanaq_output_size(): number;
}

export class EngineError extends Error {
  constructor(readonly code: string, detail: string) {
    super(`${code} ${detail}`);
  }
}

export class Engine {
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();
  private constructor(private readonly exports: Exports) {}

  /** Fetches and starts the engine. The three system calls its runtime imports do nothing here. */
  static async start(href: string): Promise<Engine> {
    const nothing = new Proxy({}, {get: () => () => 0});
    const {instance} = await WebAssembly.instantiateStreaming(fetch(href), {wasi_snapshot_preview1: nothing});
    const exports = instance.exports as unknown as Exports;
    exports._initialize();
    return new Engine(exports);
  }

  /** Runs a call; throws EngineError when the engine refuses, RuntimeError when it found a bug in itself. */
  call(name: string, input = ''): string {
    return this.callBytes(name, this.encoder.encode(input));
  }

  /** The same for calls that take bytes. */
  callBytes(name: string, input: Uint8Array): string {
    const before = this.encoder.encode(name);
    const size = before.length + input.length;
    const at = this.exports.sanaq_input(size);
    const room = new Uint8Array(this.exports.memory.buffer, at, size);
    room.set(before);
    room.set(input, before.length);
    const failed = this.exports.sanaq_call(before.length);
    const length = this.exports.sanaq_output_size();
    const out = this.decoder.decode(new Uint8Array(this.exports.memory.buffer, this.exports.sanaq_output(), length));
    if (!failed) return out;
    const error = JSON.parse(out) as {code: string; detail: string};
    throw new EngineError(error.code, error.detail);
  }

  ask<T>(name: string, input: unknown = null): T {
    return JSON.parse(this.call(name, JSON.stringify(input))) as T;
  }
}
