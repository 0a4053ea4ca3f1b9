/**
 * What an administrator changed, for the audit log: only the fields that differ, before and after, in the object's own
 * structure. A list counts as one value, because two whole lists say more than a list of moved items.
 */
import { isFields, isSame } from '../vocabulary/isSame.ts';

export interface FieldChanges {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** Both sides are empty when nothing differs. A field that a side doesn't have is left out there. */
export function changedFields(before: object, after: object): FieldChanges {
  const was: Record<string, unknown> = {};
  const is: Record<string, unknown> = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [(before as Fields)[field], (after as Fields)[field]];
    if (isSame(old, now)) continue;
    if (isFields(old) && isFields(now)) {
      const inner = changedFields(old, now);
      was[field] = inner.before;
      is[field] = inner.after;
      continue;
    }
    if (old !== undefined) was[field] = old;
    if (now !== undefined) is[field] = now;
  }
  return { before: was, after: is };
}

/** What `state` was before this change; the reverse of `changedFields`. */
export function undoChange(state: object, { before, after }: FieldChanges): Fields {
  const fields: Record<string, unknown> = { ...state };
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[field], after[field]];
    const here = fields[field];
    if (isFields(old) && isFields(now) && isFields(here)) fields[field] = undoChange(here, { before: old, after: now });
    else if (old === undefined) Reflect.deleteProperty(fields, field);
    else fields[field] = old;
  }
  return fields;
}
