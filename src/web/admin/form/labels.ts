/** The label of a path: `policy.steps.1.afterMs` is "Timing · Step 2 · From". */
import type { Translate } from '../../../shared/text/index.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';

type FieldKey = Extract<keyof typeof adminFieldsText, string>;
type FieldsText = Translate<FieldKey>;

/**
 * Joins the labels of all segments of the path. Indexes count from one. Segments without a label are skipped, except that
 * the last one is shown as it is, unless it is an index.
 */
export function labelOf(path: string, t: FieldsText): string {
  const names = path.split('.');
  const labels = names.flatMap((name, index) => {
    const label = ownLabel(names.slice(0, index + 1).join('.'), t);
    if (label !== null) return [label];
    return index === names.length - 1 && !/^\d+$/.test(name) ? [name] : [];
  });
  return labels.join(' · ');
}

/** The label of the last segment; null if the catalog has none. */
export function ownLabel(path: string, t: FieldsText): string | null {
  const key = keyOf(path);
  return key === undefined ? null : t(key, { n: Number(path.split('.').at(-1)) + 1 });
}

/** The catalog's text for a path, or for the longest known end of it: `*.steps.#`. `kind`: before the path, such as `hint.`. */
export function keyOf(path: string, kind = ''): FieldKey | undefined {
  const names = path.split('.');
  const pattern = names.map((name) => (/^\d+$/.test(name) ? '#' : name));
  // The longest known end comes first.
  const ends = names.slice(1).flatMap((_name, index) => [names, pattern].map((all) => all.slice(index + 1).join('.')));
  const keys = [path, pattern.join('.'), ...ends.map((end) => `*.${end}`)].map((key) => kind + key);
  return keys.find((one) => Object.hasOwn(adminFieldsText, one)) as FieldKey | undefined;
}
