/**
 * Runs a plan: yields each matching document once, in the plan's order, and counts what it read, for explain. A scan can
 * pause at any yield: it holds no snapshot and reads every document when it gets there.
 */
import type { Collection, Stored } from './collection.ts';
import type { IndexRange } from './bounds.ts';
import { FieldPicker } from './fields.ts';
import { recordOf } from './keys.ts';
import type { Sorter } from './language/sort.ts';
import { splitPath } from './language/traverse.ts';
import type { Operation } from './operation.ts';
import type { IndexScan, Plan, Query } from './planner.ts';
import { provesMatch } from './proof.ts';
import type { Entry } from './reads.ts';

export interface Touched {
  keysExamined: number;
  docsExamined: number;
}

/** Null means no match yet: the caller may pause or check the clock. */
export type Found = Stored | null;

const KEYS_PER_PAUSE = 128;

export function* runPlan(
  collection: Collection,
  plan: Plan,
  query: Query,
  touched: Touched = { keysExamined: 0, docsExamined: 0 },
): Generator<Found, void, undefined> {
  const { matcher } = query;
  const isProven = plan.kind === 'index' && provesMatch(plan, matcher);
  for (const stored of candidates(collection, plan, touched)) {
    yield stored && (isProven || matcher.matches(stored.fields(matcher.picker))) ? stored : null;
  }
}

function* candidates(collection: Collection, plan: Plan, touched: Touched): Generator<Found, void, undefined> {
  if (plan.kind === 'collection') {
    for (const stored of collection.scan(plan.backward)) {
      touched.docsExamined += 1;
      yield stored;
    }
    return;
  }
  const scans = plan.kind === 'union' ? plan.branches : [plan];
  const mayRepeat = plan.kind === 'union' || plan.index.traits.isMultikey;
  const seen = mayRepeat ? new Set<number>() : null;
  for (const scan of scans) {
    // Many branches may have no key at all.
    if (plan.kind === 'union') yield null;
    const elsewhere = keysElsewhere(scan);
    let passed = 0;
    for (const { key, value } of indexEntries(collection, scan)) {
      touched.keysExamined += 1;
      if (!elsewhere.every((keyOf) => isThere(collection, keyOf(key), touched))) {
        // Many may be skipped before the first result.
        passed += 1;
        if (passed % KEYS_PER_PAUSE === 0) yield null;
        continue;
      }
      const record = recordOf(key, value);
      if (seen?.has(record)) continue;
      seen?.add(record);
      touched.docsExamined += 1;
      // Null if it was removed after the key was read.
      yield collection.fetch(record) ?? null;
    }
  }
}

/** For each of the plan's other scans: the key that a document has there, by the one it has in this scan. */
function keysElsewhere({ bounds, alsoIn }: IndexScan): readonly ((key: Buffer) => Buffer)[] {
  const fixed = bounds.ranges[0]?.fixed ?? 0;
  return alsoIn.map(({ bounds: other }) => {
    const [range] = other.ranges;
    const beginning = range?.from.subarray(0, range.fixed) ?? Buffer.alloc(0);
    return (key) => Buffer.concat([beginning, key.subarray(fixed)]);
  });
}

function isThere({ store }: Collection, key: Buffer, touched: Touched): boolean {
  touched.keysExamined += 1;
  return store.get(key) !== undefined;
}

function* indexEntries(collection: Collection, scan: IndexScan): Generator<Entry, void, undefined> {
  const { bounds, backward, merges } = scan;
  const { store } = collection;
  if (merges) {
    yield* merged(
      bounds.ranges.map((range) => ({ range, entries: store.scan({ ...range, reverse: backward }) })),
      backward,
    );
    return;
  }
  const ranges = backward ? [...bounds.ranges].reverse() : bounds.ranges;
  for (const range of ranges) {
    if (!range.only) yield* store.scan({ ...range, reverse: backward });
    else {
      const value = store.get(range.only);
      if (value) yield { key: range.only, value };
    }
  }
}

interface Lane {
  readonly range: IndexRange;
  readonly entries: Generator<Entry, void, undefined>;
}

/** Each lane is in order by what follows its fixed beginning; the lowest head of all is next. */
function* merged(lanes: readonly Lane[], backward: boolean): Generator<Entry, void, undefined> {
  const heads: { rest: Buffer; entry: Entry; lane: Lane }[] = [];
  const advance = (lane: Lane): void => {
    const next = lane.entries.next();
    if (!next.done) heads.push({ rest: next.value.key.subarray(lane.range.fixed), entry: next.value, lane });
  };
  for (const lane of lanes) advance(lane);
  const sign = backward ? -1 : 1;
  while (heads.length > 0) {
    let lowest = 0;
    for (let i = 1; i < heads.length; i += 1) {
      const head = heads[i];
      const least = heads[lowest];
      if (head && least && Buffer.compare(head.rest, least.rest) * sign < 0) lowest = i;
    }
    const [head] = heads.splice(lowest, 1);
    if (!head) return;
    yield head.entry;
    advance(head.lane);
  }
}

/**
 * Sorts in memory, keeping no more than `keep` documents (Infinity for all). Documents that compare equal keep the order in
 * which they were found.
 */
export function* sorted(
  found: Iterable<Found>,
  sorter: Sorter,
  keep: number,
  operation: Operation,
): Generator<Found, void, undefined> {
  let kept: { key: readonly unknown[]; stored: Stored }[] = [];
  let bytes = 0;
  const trimAt = keep * 2 + 1000;
  const picker = new FieldPicker(sorter.paths.map((path) => splitPath(path)[0] ?? path));
  const order = (): void => void kept.sort((a, b) => sorter.compareKeys(a.key, b.key));
  for (const stored of found) {
    yield null;
    if (!stored) continue;
    kept.push({ key: sorter.keyOf(stored.fields(picker)), stored });
    operation.hold(stored.bytes.length);
    bytes += stored.bytes.length;
    if (kept.length < trimAt) continue;
    order();
    kept = kept.slice(0, keep);
    const keptBytes = kept.reduce((total, entry) => total + entry.stored.bytes.length, 0);
    operation.hold(keptBytes - bytes);
    bytes = keptBytes;
  }
  order();
  for (const { stored } of kept.slice(0, keep)) yield stored;
  operation.hold(-bytes);
}
