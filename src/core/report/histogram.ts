/**
 * How many durations fall into each bucket. The buckets are fixed, so histograms of hours, days and campaigns add up to
 * the exact histogram of their union. Up to a minute each second is a bucket of its own.
 */

/** Counts by index into EDGES. */
export type Histogram = Uint32Array;
/** As stored: bucket, count, bucket, count, …, only those above 0. */
export type PackedHistogram = readonly number[];

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

export function emptyHistogram(): Histogram {
  return new Uint32Array(EDGES.length + 1);
}

export function addTo(histogram: Histogram, seconds: number): void {
  const bucket = bucketOf(seconds);
  histogram[bucket] = (histogram[bucket] ?? 0) + 1;
}

/** The innermost loop of a report. */
export function addHistogram(total: Histogram, packed: PackedHistogram): void {
  for (let at = 0; at < packed.length; at += 2) {
    const bucket = packed[at] ?? 0;
    total[bucket] = (total[bucket] ?? 0) + (packed[at + 1] ?? 0);
  }
}

export function pack(histogram: Histogram): PackedHistogram {
  const pairs: number[] = [];
  histogram.forEach((count, bucket) => {
    if (count > 0) pairs.push(bucket, count);
  });
  return pairs;
}

/** How many are at most this long: one of WITHIN_SECONDS, or another end of a bucket. */
export function countWithin(histogram: Histogram, seconds: number): number {
  return countOf(histogram.subarray(0, bucketOf(seconds) + 1));
}

/** The bucket of a duration, for counts that are kept by bucket. */
export function bucketOf(seconds: number): number {
  let low = 0;
  let high = EDGES.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((EDGES[middle] ?? Infinity) < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** From counts by bucket. */
export function histogramOf(counts: Readonly<Record<string, number>>): Histogram {
  const histogram = emptyHistogram();
  for (const bucket in counts) histogram[Number(bucket)] = counts[bucket] ?? 0;
  return histogram;
}

export function countOf(histogram: Histogram): number {
  return histogram.reduce((sum, count) => sum + count, 0);
}

/**
 * The nearest-rank percentile in seconds: the upper end of its bucket, so exact up to a minute. null without any, and
 * beyond 30 days.
 */
export function percentile(histogram: Histogram, share: number): number | null {
  const wanted = Math.ceil(countOf(histogram) * share);
  if (wanted === 0) return null;
  let count = 0;
  for (const [bucket, here] of histogram.entries()) {
    count += here;
    if (count >= wanted) return EDGES[bucket] ?? null;
  }
  return null;
}

function edges(): readonly number[] {
  const ends = [0];
  for (const { until, step } of STEPS) for (let end = ends.at(-1) ?? 0; end < until;) ends.push((end += step));
  return ends;
}
