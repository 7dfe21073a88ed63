// What clients were promised: households and draft operations the server acknowledged. Nothing here looks
// into the database; the checker compares the two.
export class Ledger {
  constructor() {
    this.households = [];  // {case_id, token, body, receipt, codes, persons, known}
    this.drafts =
        [];  // {browser, csrf, values}: values acknowledged, in order; `pending`: sent, not acknowledged
    this.violations = [];  // answers that must never be given
    this.resent = 0;
    this.refused = 0;  // answers 503 store.unavailable
    this.lost = 0;     // requests that got no answer
  }
  violation(text) {
    if (this.violations.length < 100) this.violations.push(text);
  }
}

const uuid_of = (hex) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** The case a receipt speaks of: 16 bytes after version and number of the key. */
export const case_of = (receipt) =>
    uuid_of(Buffer.from(receipt, 'base64url').subarray(2, 18).toString('hex'));
