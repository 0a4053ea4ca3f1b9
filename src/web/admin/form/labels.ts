/** What people call the field at a path: `policy.steps.1.afterMs` is "Timing · Step 2 · From". */
import type { Translate } from '../../../shared/text/index.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';

type FieldsText = Translate<Extract<keyof typeof adminFieldsText, string>>;

/**
 * The names of everything on the way to the field, joined. Numbers in the path are counted from one in the name. A part
 * that has no name of its own is passed over; the last one is then shown as it is written.
 */
export function labelOf(path: string, t: FieldsText): string {
  const names = path.split('.');
  const labels = names.flatMap((name, index) => {
    const label = ownLabel(names.slice(0, index + 1).join('.'), t);
    if (label !== null) return [label];
    return index === names.length - 1 ? [name] : [];
  });
  return labels.join(' · ');
}

/** The name of the last part alone; null when the catalogue has none. */
export function ownLabel(path: string, t: FieldsText): string | null {
  const names = path.split('.');
  const last = names.at(-1) ?? '';
  const pattern = names.map((name) => (/^\d+$/.test(name) ? '#' : name)).join('.');
  const key = [path, pattern, `*.${last}`].find((one) => Object.hasOwn(adminFieldsText, one));
  return key === undefined ? null : t(key as Extract<keyof typeof adminFieldsText, string>, { n: Number(last) + 1 });
}
