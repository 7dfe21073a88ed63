// Households for the measures of the tablet, made of the specimens of the edition. All persons are invented.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

const specimens = join(import.meta.dirname, '../../specimens/questionnaires/kz-2021/_clean');

/** Answers of a household: the family of five, or as many persons as are wanted, who are no relatives. */
export function householdOf(size) {
  const family = JSON.parse(readFileSync(join(specimens, 'family_of_five.json'), 'utf8'));
  const {members} = family.lists;
  const adult = members[0];
  while (members.length < size) {
    const id = `m${members.length + 1}`;
    const {iin, spouse_no, ...answers} = adult.answers;
    members.push({id, answers: {...answers, given_name: `Адам${members.length + 1}`}});
  }
  family.answers.household_size = String(size);
  return family;
}

/** The operations a person does to give these answers, in the order of the form. */
export function operationsOf({answers, lists}) {
  const address = ['region', 'district', 'okrug', 'settlement', 'street', 'house', 'building', 'flat'];
  const out = Object.entries(answers).filter(([question]) => !address.includes(question))
    .map(([question, value]) => ({op: 'answer', question, value}));
  for (const [list, items] of Object.entries(lists)) {
    for (const {id} of items) out.push({op: 'add_item', question: list, item: id});
    for (const {id, answers: own} of items)
      for (const [question, value] of Object.entries(own)) out.push({op: 'answer', question, item: id, value});
  }
  return out;
}
