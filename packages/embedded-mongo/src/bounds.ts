/**
 * Turns the conjuncts of a filter into the ranges of one index that contain every match. The ranges may contain more,
 * because each document is checked again, but never less:
 *
 * - a value that no index key equals one to one (an array, a Decimal128, null in a range) gives no bounds;
 * - on a multikey field two predicates may be met by two different elements, so only one of them becomes bounds;
 * - two multikey fields below one array may be met by two different elements too, so the second gives none.
 */
import { compareValues } from './language/compare.ts';
import { canEncode, encodeKey, keyPrefixBounds, keyRangeBounds, type Bound } from './language/key.ts';
import type { Conjunct } from './language/matcher.ts';
import { bsonType } from './language/values.ts';
import type { Index } from './index.ts';
import { isLong, storedRange } from './keys.ts';

export interface IndexRange {
  /** The only key that can be in the range, if it is known: the one of a unique index with all its fields bound. */
  readonly only: Buffer | null;
  readonly from: Buffer;
  readonly to: Buffer;
  /** Length of the prefix that equality fixes. Keys of several ranges are merged by the bytes after it. */
  readonly fixed: number;
}

export interface IndexBounds {
  readonly ranges: readonly IndexRange[];
  /** How many leading fields are bound to single values. */
  readonly equalities: number;
  /** The next field after them has a range. */
  readonly hasRange: boolean;
  /** The conjuncts that the ranges express exactly, so a non-multikey index needs no further check for them. */
  readonly exact: readonly Conjunct[];
  /** For explain. */
  readonly show: () => Record<string, string[]>;
}

/** More points than this are not worth seeking one by one. */
const MAX_POINTS = 2000;
const MAX_GIVEN = 10 * MAX_POINTS;

interface Interval {
  readonly lower?: Bound;
  readonly upper?: Bound;
  readonly used: readonly Conjunct[];
}

type FieldBounds = { kind: 'points'; values: unknown[]; used: readonly Conjunct[] } | ({ kind: 'interval' } & Interval);

export function indexBounds(index: Index, conjuncts: readonly Conjunct[]): IndexBounds {
  let prefixes: unknown[][] = [[]];
  const exact: Conjunct[] = [];
  const used: (readonly [string, FieldBounds])[] = [];
  let interval: Interval | undefined;
  let equalities = 0;

  for (const [i, path] of index.paths.entries()) {
    if (sharesArrayBefore(index, i)) break;
    const own = conjuncts.filter((conjunct) => conjunct.path === path);
    const bounds = fieldBounds(own, index.traits.multikey[i] === true);
    if (!bounds) break;
    if (bounds.kind === 'interval') {
      interval = bounds;
      exact.push(...bounds.used);
      used.push([path, bounds]);
      break;
    }
    if (prefixes.length * bounds.values.length > MAX_POINTS) break;
    prefixes = prefixes.flatMap((prefix) => bounds.values.map((value) => [...prefix, value]));
    exact.push(...bounds.used);
    used.push([path, bounds]);
    equalities += 1;
  }

  const ranges = prefixes.map((prefix) => rangeOf(index, prefix, interval));
  if (ranges.length > 1) ranges.sort((a, b) => Buffer.compare(a.from, b.from));
  return { ranges, equalities, hasRange: interval !== undefined, exact, show: () => shown(index, used) };
}

function shown({ paths }: Index, used: readonly (readonly [string, FieldBounds])[]): Record<string, string[]> {
  const bound = new Map(used.map(([path, bounds]) => [path, showBounds(bounds)]));
  return Object.fromEntries(paths.map((path) => [path, bound.get(path) ?? ['[MinKey, MaxKey]']]));
}

function showBounds(bounds: FieldBounds): string[] {
  if (bounds.kind === 'interval') return [showInterval(bounds)];
  return bounds.values.map((value) => `[${show(value)}, ${show(value)}]`);
}

function rangeOf(index: Index, prefix: unknown[], interval: Interval | undefined): IndexRange {
  const { from, to } = interval
    ? keyRangeBounds(prefix, index.directions, interval.lower, interval.upper)
    : keyPrefixBounds(prefix, index.directions);
  const isOnlyOne = index.spec.unique && !interval && prefix.length === index.paths.length && !isLong(from);
  const range = storedRange(index.number, from, to);
  // Without an interval the range has only the bound prefix.
  const fixed = 4 + (interval ? encodeKey(prefix, index.directions).length : from.length);
  return { ...range, fixed, only: isOnlyOne ? range.from : null };
}

function sharesArrayBefore(index: Index, at: number): boolean {
  const { multikey } = index.traits;
  return (
    multikey[at] === true && index.roots.some((root, i) => i < at && multikey[i] === true && root === index.roots[at])
  );
}

function fieldBounds(conjuncts: readonly Conjunct[], isMultikey: boolean): FieldBounds | undefined {
  const points = conjuncts.map(pointsOf).filter((candidate) => candidate !== undefined);
  const best = points.reduce<(typeof points)[0] | undefined>(
    (least, candidate) => (!least || candidate.values.length < least.values.length ? candidate : least),
    undefined,
  );
  if (best) return { kind: 'points', ...best };
  const ranges = conjuncts.map(intervalOf).filter((candidate) => candidate !== undefined);
  const first = ranges[0];
  if (!first) return undefined;
  if (isMultikey) return { kind: 'interval', ...first };
  const joined = ranges
    .slice(1)
    .reduce<Interval>((known, next) => (sameType(known, next) ? join(known, next) : known), first);
  return { kind: 'interval', ...joined };
}

function pointsOf(conjunct: Conjunct): { values: unknown[]; used: readonly Conjunct[] } | undefined {
  const values =
    conjunct.op === '$eq' ? [conjunct.value] : conjunct.op === '$in' ? (conjunct.value as unknown[]) : undefined;
  // Sorting many more than can be used would keep the other clients waiting.
  if (!values || values.length > MAX_GIVEN || !values.every(isPoint)) return undefined;
  const distinct: unknown[] = [];
  for (const value of [...values].sort(compareValues)) {
    if (distinct.length === 0 || compareValues(distinct.at(-1), value) !== 0) distinct.push(value);
  }
  // null is matched by a missing field too, and an index key of null may stand for what does not match: never exact.
  return { values: distinct, used: values.includes(null) ? [] : [conjunct] };
}

function isPoint(value: unknown): boolean {
  const type = bsonType(value);
  return type !== 'array' && type !== 'regex' && type !== 'undefined' && canEncode(value);
}

const RANGE_TYPES = new Set(['double', 'int', 'long', 'string', 'objectId', 'bool', 'date', 'timestamp', 'binData']);

function intervalOf(conjunct: Conjunct): Interval | undefined {
  const { op, value } = conjunct;
  if (op === '$elemMatch') return intervalOfElement(value as readonly Conjunct[]);
  if (op !== '$gt' && op !== '$gte' && op !== '$lt' && op !== '$lte') return undefined;
  if (!RANGE_TYPES.has(bsonType(value)) || isNaNValue(value)) return undefined;
  const bound: Bound = { value, inclusive: op === '$gte' || op === '$lte' };
  // NaN is the lowest number in the index, and below nothing in a filter: an upper bound alone is not exact.
  const isExact = op === '$gt' || op === '$gte' || !['double', 'int', 'long'].includes(bsonType(value));
  const used = isExact ? [conjunct] : [];
  return op === '$gt' || op === '$gte' ? { lower: bound, used } : { upper: bound, used };
}

/** One element must meet all of them, so their bounds can be joined even on a multikey field. The document is checked later. */
function intervalOfElement(conjuncts: readonly Conjunct[]): Interval | undefined {
  const [first, ...rest] = conjuncts.map(intervalOf).filter((one) => one !== undefined);
  if (!first) return undefined;
  const joined = rest.reduce<Interval>((known, next) => (sameType(known, next) ? join(known, next) : known), first);
  return { ...joined, used: [] };
}

function isNaNValue(value: unknown): boolean {
  return Number.isNaN(typeof value === 'number' ? value : (value as { value?: number } | null)?.value);
}

const numeric = (type: string): string => (['double', 'int', 'long'].includes(type) ? 'number' : type);

function sameType(a: Interval, b: Interval): boolean {
  const typeOf = (interval: Interval): string => numeric(bsonType((interval.lower ?? interval.upper)?.value));
  return typeOf(a) === typeOf(b);
}

function join(a: Interval, b: Interval): Interval {
  const lower = tighter(a.lower, b.lower, 1);
  const upper = tighter(a.upper, b.upper, -1);
  return { ...(lower ? { lower } : {}), ...(upper ? { upper } : {}), used: [...a.used, ...b.used] };
}

function tighter(a: Bound | undefined, b: Bound | undefined, sign: 1 | -1): Bound | undefined {
  if (!a || !b) return a ?? b;
  const order = compareValues(a.value, b.value) * sign;
  if (order === 0) return a.inclusive ? b : a;
  return order > 0 ? a : b;
}

function showInterval({ lower, upper }: Interval): string {
  const left = lower ? `${lower.inclusive ? '[' : '('}${show(lower.value)}` : '[-inf';
  const right = upper ? `${show(upper.value)}${upper.inclusive ? ']' : ')'}` : 'inf]';
  return `${left}, ${right}`;
}

function show(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  return String(value);
}
