/** Units for durations, in milliseconds. */
export const SPAN_UNITS = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
export type SpanUnit = keyof typeof SPAN_UNITS;

/** The largest unit in which the duration is a whole number; the smallest if there is none. */
export function unitFor(ms: number, units: readonly SpanUnit[]): SpanUnit {
  const bySize = [...units].sort((a, b) => SPAN_UNITS[b] - SPAN_UNITS[a]);
  return (ms > 0 ? bySize.find((unit) => ms % SPAN_UNITS[unit] === 0) : undefined) ?? bySize.at(-1) ?? 's';
}
