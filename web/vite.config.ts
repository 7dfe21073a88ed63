import {existsSync, readdirSync} from 'node:fs';
import {resolve} from 'node:path';
import {defineConfig} from 'vite';

const root = import.meta.dirname;

// Every folder with a main.ts is a front of its own; the style sheet stands alone, for pages without script.
const entries: Record<string, string> = {
  sanaq: resolve(root, 'kit/sanaq.css'),
  worker: resolve(root, 'worker/worker.ts'),
};
for (const name of readdirSync(root))
  if (existsSync(resolve(root, name, 'main.ts'))) entries[name] = resolve(root, name, 'main.ts');

export default defineConfig({
  root,
  build: {
    outDir: resolve(root, '../build/web'),
    emptyOutDir: true,
    target: 'es2022',
    manifest: 'manifest.json',
    modulePreload: {polyfill: false},
    rollupOptions: {
      input: entries,
      output: {
        // The service worker keeps its address, as browsers look for a new version there.
        entryFileNames: (chunk) => (chunk.name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
