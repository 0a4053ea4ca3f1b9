/** Where an import stands, how far it is, and what its columns may hold. */
import { expect, test } from '@jest/globals';
import type { ImportLine } from '../../src/shared/imports.ts';
import { columnsOf, isWorking, mappingFor, progressOf, stepOf } from '../../src/web/admin/imports/importSteps.ts';

const LINE: ImportLine = {
  ...{ id: 'imp_1', at: 0, by: 'Robin', state: 'running', fileName: 'a.csv', kind: 'csv', encoding: 'utf-8' },
  ...{ rows: 10, counts: { fresh: 3, broken: 1 }, endedAt: null, mode: 'history' },
};

test('[W120] the bar counts rows worked off, while undoing the leads looked at, and is never overfull', () => {
  expect(progressOf(LINE)).toEqual({ done: 4, all: 10 });
  const undoing = { ...LINE, state: 'undoing', counts: { fresh: 3, broken: 1, removed: 1, kept: 1 } } as const;
  expect(progressOf(undoing)).toEqual({ done: 2, all: 3 });
  expect(progressOf({ ...LINE, counts: { fresh: 12 } })).toEqual({ done: 10, all: 10 });
  expect(progressOf({ ...LINE, state: 'undoing', counts: {} })).toEqual({ done: 0, all: 0 });
});

test('[W124] every state has its step; those that change by themselves are asked about', () => {
  expect((['reading', 'ready', 'checked', 'undone'] as const).map(stepOf)).toEqual([
    ...['file', 'settings', 'check', 'import'],
  ]);
  expect((['ready', 'checked', 'done', 'running', 'checking'] as const).map(isWorking)).toEqual([
    ...[false, false, false, true, true],
  ]);
});

test('[W122] a column shows its heading and its first values; without headings the first row is a value', () => {
  const file = {
    first: ['Name ', 'Phone'],
    sample: [['Name ', 'Phone'], ['Ida', ''], ['Jon'], ['', '5'], ['Eva'], ['Uwe']],
  };
  expect(columnsOf(file, true)).toEqual([
    { heading: 'Name', examples: ['Ida', 'Jon', 'Eva'] },
    { heading: 'Phone', examples: ['5'] },
  ]);
  expect(columnsOf(file, false)[1]).toEqual({ heading: '', examples: ['Phone', '5'] });
});

test('[W122] for another campaign, what was chosen stays and only its own fields are guessed', () => {
  const mapping = ['name', 'answer:roof', null, 'source', null] as const;
  expect(mappingFor(mapping, ['email', null, 'answer:size', 'answer:size', 'phone'])).toEqual([
    ...['name', null, 'answer:size', 'source', null],
  ]);
  expect(mappingFor(['phone', null], [])).toEqual(['phone', null]);
});
