// What the tablet says of itself with a call. Nothing is decided by it: the office looks at it when a tablet is silent.

interface Battery {
  level: number;
}
type Manager = Navigator & {getBattery?: () => Promise<Battery>};

// "engine-1a2b3c.wasm" of an address: its hash tells the version.
const version = (href: string | undefined) => href?.split('/').at(-1)?.replace(/[^\w.-]/g, '').slice(0, 40);

/** The header X-Sanaq-Tablet (docs/handbook/tablets.md). What the browser does not tell is left out. */
export async function report(): Promise<string> {
  const battery = await (navigator as Manager).getBattery?.().catch(() => undefined);
  const storage = await navigator.storage?.estimate?.().catch(() => undefined);
  const free = storage?.quota === undefined ? undefined : Math.floor((storage.quota - (storage.usage ?? 0)) / 2 ** 20);
  return JSON.stringify({
    at: new Date().toISOString(),
    app: version(document.querySelector<HTMLScriptElement>('script[src]')?.src),
    form: version(document.body.dataset.form),
    battery: battery && Math.round(battery.level * 100),
    free,
  });
}
