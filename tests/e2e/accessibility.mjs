import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';

const axe = readFileSync(resolve(import.meta.dirname, '../../web/node_modules/axe-core/axe.min.js'), 'utf8');

/** Zero violations of WCAG 2.2 A and AA on the page as it stands. */
export async function noViolations(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const {violations} = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
  }));
  const found = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(', ')}`);
  assert.deepEqual(found, [], `${page.url()}\n${found.join('\n')}`);
}
