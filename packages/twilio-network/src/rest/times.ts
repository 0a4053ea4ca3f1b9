/** Filters by time. */
import type { Form } from './form.ts';

/** `StartTime`, `StartTime<` and `StartTime>`: a day, or a moment; both ends included. */
export function isWithin(at: number, name: string, form: Form): boolean {
  const day = form.text(name);
  if (day !== undefined && new Date(at).toISOString().slice(0, 10) !== day.slice(0, 10)) return false;
  const before = form.text(`${name}<`);
  if (before !== undefined && at > endOf(before)) return false;
  const after = form.text(`${name}>`);
  return after === undefined || at >= Math.floor(Date.parse(after) / 1000) * 1000;
}

const endOf = (text: string) => Date.parse(text) + (text.length === 10 ? 24 * 3600_000 - 1 : 999);
