/** The label of a path: `policy.steps.1.afterMs` is "Timing · Step 2 · From". */
import type { Translate } from '../../../shared/text/index.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';

type FieldsText = Translate<Extract<keyof typeof adminFieldsText, string>>;

/**
 * Joins the labels of all segments of the path. Indexes count from one. Segments without a label are skipped, except that
 * the last one is shown as it is.
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

/** The label of the last segment; null if the catalog has none. */
export function ownLabel(path: string, t: FieldsText): string | null {
  const names = path.split('.');
  const last = names.at(-1) ?? '';
  const pattern = names.map((name) => (/^\d+$/.test(name) ? '#' : name)).join('.');
  const key = [path, pattern, `*.${last}`].find((one) => Object.hasOwn(adminFieldsText, one));
  return key === undefined ? null : t(key as Extract<keyof typeof adminFieldsText, string>, { n: Number(last) + 1 });
}
