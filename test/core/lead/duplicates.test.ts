import { describe, expect, test } from '@jest/globals';
import { groupsAmong, MOST_IN_GROUP } from '../../../src/core/lead/duplicateGroups.ts';
import { duplicateReasons } from '../../../src/core/lead/duplicateReasons.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import type { Person } from '../../../src/core/vocabulary/people.ts';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import { contextAt, leadIn, newLead, NOON } from '../../support/leads.ts';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { absorbedDataOf } from '../../../src/core/lead/mergeLeads.ts';

const PERSON: Person = {
  name: 'Ana María Núñez',
  tel: '+12025550143',
  email: 'ana@example.com',
  language: 'en',
  zones: [],
  zoneFrom: 'campaign',
};
const lead = (id: string, changes: Partial<Lead> = {}): Lead => ({ ...newLead(NOON), id, ...changes }) as Lead;
const of = (person: Partial<Person>, answers: Lead['answers'] = {}) =>
  lead(`ld_${JSON.stringify(person)}`, { person: { ...PERSON, ...person }, answers });

describe('[V222] what two leads have in common', () => {
  const one = of({}, { policy: ' 77 A', zip: ' 10001', notes: '', size: 3 });
  const kinds = (other: Lead) => duplicateReasons(one, other, ['policy', 'notes', 'size']).map(({ kind }) => kind);
  const OTHER = { name: 'Somebody', tel: '+14165550100', email: 'else@example.com' };

  test.each<[string, Partial<Person>, readonly string[]]>([
    ['nothing', {}, []],
    ['the email, whatever its capitals', { email: 'Ana@Example.com' }, ['sameEmail']],
    ['an email that was corrected since', { otherEmails: ['ana@example.com'] }, ['earlierEmail']],
    ['the name in another order, without accents', { name: 'NUNEZ,  ana maria' }, ['sameName']],
    ['no name', { name: '–' }, []],
    ['a number with one other digit', { tel: '+12025550144' }, ['similarNumber']],
    ['a number with two digits swapped', { tel: '+12025550134' }, ['similarNumber']],
    ['a number with two other digits', { tel: '+12025550155' }, []],
    ['a number one digit longer', { tel: '+120255501431' }, []],
  ])('%s', (_what, person, reasons) => {
    expect(kinds(of({ ...OTHER, ...person }))).toEqual(reasons);
  });

  test('an answer in words, and nothing that is empty or a number', () => {
    const other = of(OTHER, { policy: '77 a ', notes: '', size: 3 });
    const fields = ['policy', 'notes', 'size'];
    expect(duplicateReasons(one, other, fields)).toEqual([{ kind: 'sameAnswer', field: 'policy' }]);
  });

  test('the postal code, also where another campaign’s field has another name', () => {
    const other = of(OTHER, { postalCode: '10001-0002' });
    expect(duplicateReasons(one, other, ['zip', 'policy'])).toEqual([{ kind: 'samePostalCode' }]);
  });

  test('a merge that was undone', () => {
    const goes = of(OTHER);
    const part = { ...absorbedDataOf(goes, NOON, 'sam'), undoneAt: NOON };
    expect(
      duplicateReasons({ ...one, absorbed: [part] }, { ...goes, id: 'ld_2', previousLeadId: goes.id }, []),
    ).toEqual([{ kind: 'unmerged' }]);
  });
});

describe('[V222] groups', () => {
  const suspecting = (id: string, others: readonly string[], age = 0, changes: Partial<Lead> = {}) =>
    lead(id, { createdAt: NOON - age * SECOND, suspectedDuplicateIds: others, ...changes });
  const shown = (known: readonly Lead[]) => {
    const groupOf = groupsAmong(known);
    return known.flatMap((one) => {
      const group = groupOf(one);
      return group ? [[one.id, group.leads.map(({ id }) => id).join(), group.staysId, group.more]] : [];
    });
  };

  test('each is found once, from its newest lead; the oldest is kept', () => {
    const known = [suspecting('c', ['a', 'b']), suspecting('b', ['a', 'c'], 1), suspecting('a', ['b', 'c'], 2)];
    expect(shown(known)).toEqual([['c', 'a,b,c', 'a', 0]]);
  });

  test('leads belong together through one between them, and a link that a crash left on one side counts', () => {
    const known = [suspecting('c', [], 0), suspecting('b', ['a', 'c'], 1), suspecting('a', [], 2)];
    expect(shown(known)).toEqual([['b', 'a,b,c', 'a', 0]]);
  });

  test('closed leads, and people who are said to be different, are in none', () => {
    const closed = advanceLead(
      suspecting('b', ['a'], 1),
      { kind: 'close', by: { kind: 'supervisor', id: 'sam' }, outcome: 'won' },
      contextAt(NOON),
    );
    expect(closed.kind).toBe('changed');
    if (closed.kind === 'changed') expect(shown([suspecting('a', ['b']), closed.lead])).toEqual([]);
    expect(shown([suspecting('a', ['b']), suspecting('b', ['a'], 1, { differentFromIds: ['a'] })])).toEqual([]);
  });

  test('the lead that others were merged into is kept', () => {
    const part = absorbedDataOf(leadIn('waiting'), NOON, 'sam');
    expect(shown([suspecting('b', ['a'], 0, { absorbed: [part] }), suspecting('a', ['b'], 1)])).toEqual([
      ['b', 'a,b', 'b', 0],
    ]);
  });

  test('one of many shows the newest, and how many more there are', () => {
    const ids = Array.from({ length: MOST_IN_GROUP + 3 }, (_, n) => `l${String(n)}`);
    const known = ids.map((id, age) =>
      suspecting(
        id,
        ids.filter((one) => one !== id),
        age,
      ),
    );
    expect(shown(known)).toEqual([['l0', ids.slice(0, MOST_IN_GROUP).reverse().join(), 'l9', 3]]);
  });
});
