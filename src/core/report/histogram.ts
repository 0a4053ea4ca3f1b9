/**
 * How many durations fall into each bucket. The buckets are fixed, so histograms of hours, days and campaigns add up to
 * the exact histogram of their union. Up to a minute each second is a bucket of its own.
 */

/** Counts by index into EDGES; only those above 0. */
export type Histogram = Readonly<Record<number, number>>;
export type MutableHistogram = Record<number, number>;

const STEPS = [
  { until: 60, step: 1 },
  { until: 300, step: 5 },
  { until: 1800, step: 30 },
  { until: 14_400, step: 300 },
  { until: 259_200, step: 3600 },
  { until: 2_592_000, step: 86_400 },
] as const;

/** The upper ends of the buckets in seconds, inclusive. Longer durations are counted in one bucket more. */
const EDGES: readonly number[] = edges();

export function addTo(histogram: MutableHistogram, seconds: number): void {
  const bucket = bucketOf(seconds);
  histogram[bucket] = (histogram[bucket] ?? 0) + 1;
}

/** How many are at most this long: one of WITHIN_SECONDS, or another end of a bucket. */
export function countWithin(histogram: Histogram, seconds: number): number {
  const last = bucketOf(seconds);
  return sum(Object.entries(histogram).filter(([bucket]) => Number(bucket) <= last));
}

export function countOf(histogram: Histogram): number {
  return sum(Object.entries(histogram));
}

/**
 * The nearest-rank percentile in seconds: the upper end of its bucket, so exact up to a minute. null without any, and
 * beyond 30 days.
 */
export function percentile(histogram: Histogram, share: number): number | null {
  const wanted = Math.ceil(countOf(histogram) * share);
  if (wanted === 0) return null;
  let count = 0;
  // The keys of an object that are indexes are in ascending order.
  for (const [bucket, here] of Object.entries(histogram)) {
    count += here;
    if (count >= wanted) return EDGES[Number(bucket)] ?? null;
  }
  return null;
}

function bucketOf(seconds: number): number {
  let low = 0;
  let high = EDGES.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((EDGES[middle] ?? Infinity) < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

function edges(): readonly number[] {
  const ends = [0];
  for (const { until, step } of STEPS) for (let end = ends.at(-1) ?? 0; end < until;) ends.push((end += step));
  return ends;
}

function sum(entries: readonly (readonly [string, number])[]): number {
  return entries.reduce((total, [, count]) => total + count, 0);
}
