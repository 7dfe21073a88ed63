// The edition of 2021 with one question more, for what the official form does not ask.
import {cpSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A copy of the edition in a folder of its own; `row`: values of a row of survey.csv by column; `after`: a question. */
export function editionWith(row, after) {
  const folder = join(mkdtempSync(join(tmpdir(), 'sanaq-edition-')), 'specimen');
  cpSync(join(root, 'editions/kz-2021'), folder, {recursive: true});
  const path = join(folder, 'forms/household/survey.csv');
  const lines = readFileSync(path, 'utf8').split('\n');
  const columns = lines[0].split(',');
  const line = columns.map((column) => row[column] ?? '').join(',');
  const place = lines.findIndex((text) => text.split(',')[1] === after);
  if (place < 0) throw new Error(`no question ${after}`);
  lines.splice(place + 1, 0, line);
  writeFileSync(path, lines.join('\n'));
  return folder;
}

export const housePhoto = {
  'type': 'image', 'name': 'house_photo', 'label::kk': 'Үйдің суреті', 'label::ru': 'Снимок дома', 'label::en': 'Photo of the house',
};
