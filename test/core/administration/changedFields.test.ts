import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changedFields } from '../../../src/core/administration/changedFields.ts';

test('[A10] only the fields that differ are listed, before and after', () => {
  const before = { name: 'Ana', role: 'agent', agent: { languages: ['en'], capacity: 1 }, hours: null };
  const after = {
    name: 'Ana',
    role: 'supervisor',
    agent: { languages: ['en', 'ko'], capacity: 1 },
    hours: { zone: 'UTC' },
  };
  expect(changedFields(before, after)).toEqual({
    before: { role: 'agent', agent: { languages: ['en'] }, hours: null },
    after: { role: 'supervisor', agent: { languages: ['en', 'ko'] }, hours: { zone: 'UTC' } },
  });
});

test('[A10] an added or removed field is on one side only', () => {
  expect(changedFields({ a: 1 }, { b: 2 })).toEqual({ before: { a: 1 }, after: { b: 2 } });
});

test('[A10] a value doesn’t differ from itself', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (thing) => {
      expect(changedFields(thing, structuredClone(thing))).toEqual({ before: {}, after: {} });
    }),
  );
});
