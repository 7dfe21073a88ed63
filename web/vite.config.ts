import {resolve} from 'node:path';
import {defineConfig} from 'vite';

const root = import.meta.dirname;

// Every folder with a main.ts is a front of its own, built alone (build.mjs): no front waits for pieces it shares with
// another. The style sheet stands alone, for pages without script.
function entriesOf(front: string): Record<string, string> {
  const own = {[front]: resolve(root, front, 'main.ts')};
  if (front !== 'respondent') return own;
  return {...own, sanaq: resolve(root, 'kit/sanaq.css'), worker: resolve(root, 'worker/worker.ts')};
}

const front = process.env['SANAQ_FRONT'] ?? 'respondent';

export default defineConfig({
  root,
  build: {
    outDir: resolve(root, '../build/web'),
    emptyOutDir: front === 'respondent',
    target: 'es2022',
    manifest: `manifest-${front}.json`,
    modulePreload: {polyfill: false},
    rollupOptions: {
      input: entriesOf(front),
      output: {
        // The service worker keeps its address, as browsers look for a new version there.
        entryFileNames: (chunk) => (chunk.name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
