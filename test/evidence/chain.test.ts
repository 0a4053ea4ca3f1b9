import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { CHAIN_START, digestOf, isWhole, seal } from '../../src/evidence/chain.ts';
import type { Entry } from '../../src/core/lead/timeline.ts';
import type { SealedEntry } from '../../src/ports/leads.ts';

const ENTRIES: readonly Entry[] = [
  { at: 1, kind: 'created', by: { kind: 'prospect' }, data: { inquiryId: 'in_1' } },
  { at: 2, kind: 'note', by: { kind: 'agent', id: 'ana' }, data: { note: 'Has a dog.' } },
  { at: 3, kind: 'closed', by: { kind: 'agent', id: 'ana' }, data: { outcome: 'won' } },
];
const { entries, headHash } = seal(ENTRIES, CHAIN_START, 0);
const changed = (at: number, change: Partial<SealedEntry>) =>
  entries.map((entry, index) => (index === at ? { ...entry, ...change } : entry));
const erased = ({ salt: _salt, ...entry }: SealedEntry, digest: string): SealedEntry => ({
  ...entry,
  data: {},
  digest,
});

describe('[10] the history of a lead', () => {
  test('is whole as it was sealed, in one piece or in several', () => {
    expect(isWhole(entries, headHash)).toBe(true);
    const first = seal(ENTRIES.slice(0, 2), CHAIN_START, 0);
    const rest = seal(ENTRIES.slice(2), first.headHash, 2);
    expect(isWhole([...first.entries, ...rest.entries], rest.headHash)).toBe(true);
  });

  test.each<[string, readonly SealedEntry[]]>([
    ['a payload is changed', changed(1, { data: { note: 'Has no dog.' } })],
    ['a time is changed', changed(0, { at: 2 })],
    ['an author is changed', changed(2, { by: { kind: 'agent', id: 'ben' } })],
    ['a salt is changed', changed(1, { salt: 'AAAAAAAAAAAAAAAAAAAAAA' })],
    ['an entry is missing', entries.slice(0, 2)],
    ['an entry is missing in the middle', [entries[0]!, { ...entries[2]!, seq: 2 }]],
    ['two change places', [entries[1]!, entries[0]!, entries[2]!]],
    ['an entry says another digest than its own', changed(1, { digest: '0'.repeat(64) })],
    ['an erased entry has no digest', entries.map(({ salt: _salt, ...entry }) => entry)],
  ])('is broken when %s', (_what, broken) => {
    expect(isWhole(broken, headHash)).toBe(false);
  });

  test('stays whole when payloads are erased, and says nothing of them', () => {
    const without = entries.map((entry) => erased(entry, digestOf(entry)));
    expect(isWhole(without, headHash)).toBe(true);
    expect(JSON.stringify(without)).not.toContain('dog');
  });

  test('of an earlier version, with digests and hashes, is checked against them', () => {
    let head = CHAIN_START;
    const older = entries.map((entry) => {
      const digest = digestOf(entry);
      head = createHash('sha256').update(`${head}${digest}`).digest('hex');
      return { ...entry, digest, hash: head };
    });
    expect(isWhole(older, headHash)).toBe(true);
    expect(isWhole(older.with(1, { ...older[1]!, hash: '0'.repeat(64) }), headHash)).toBe(false);
    // A history that was begun by an earlier version and continued by this one.
    expect(isWhole([older[0]!, ...entries.slice(1)], headHash)).toBe(true);
  });
});
