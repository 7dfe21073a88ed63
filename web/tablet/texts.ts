// Texts of locale/tablet.csv, built into the program: the app speaks all languages without network.
import dates from '../../locale/dates.csv?raw';
import csv from '../../locale/tablet.csv?raw';

export type Language = 'kk' | 'ru' | 'en';
export const languages: readonly Language[] = ['kk', 'ru', 'en'];
export const languageNames: Record<Language, string> = {kk: 'Қазақша', ru: 'Русский', en: 'English'};

function readRow(line: string): string[] {
  const cells: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
  return cells;
}

const rows = [csv, dates].flatMap((text) => text.trim().split(/\r?\n/).slice(1)).map(readRow);
const table = new Map(rows.map(([key, ...texts]) => [key, texts]));

let current: Language = 'kk';

export function language(): Language {
  return current;
}

export function setLanguage(wanted: string | undefined): void {
  current = languages.find((one) => one === wanted) ?? current;
  document.documentElement.lang = current;
}

export function has(key: string): boolean {
  return table.has(key);
}

/** The text in the language chosen; {0}, {1} stand for arguments. A key that is not there gives itself. */
export function t(key: string, ...args: (string | number)[]): string {
  const text = table.get(key)?.[languages.indexOf(current)] ?? key;
  return text.replace(/\{(\d)\}/g, (_, n: string) => String(args[Number(n)] ?? ''));
}

/** A text of the office, which comes in all languages. */
export function told(texts: Partial<Record<Language, string>> | undefined): string {
  return texts?.[current] ?? texts?.kk ?? '';
}

/** Date and time for people, in the tablet's zone, as the server writes them: browsers know no Kazakh months. */
export function moment(at: string): string {
  const when = new Date(at);
  const day = t('date.day', when.getDate(), t(`date.month.${when.getMonth() + 1}`), when.getFullYear());
  const two = (n: number) => String(n).padStart(2, '0');
  return t('date.moment', day, `${two(when.getHours())}:${two(when.getMinutes())}`);
}
