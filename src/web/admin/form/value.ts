/** Values by path, such as `policy.steps.1.afterMs`, the paths in which the server reports mistakes. Immutable updates. */
import { isFields, isSame } from '../../../core/vocabulary/isSame.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The value at the path, or undefined. An empty path is the whole value. */
export function at(whole: unknown, path: string): unknown {
  if (path === '') return whole;
  return path.split('.').reduce<unknown>((value, name) => (isContainer(value) ? value[name] : undefined), whole);
}

/** A copy with `next` at the path; undefined removes the field. */
export function withAt<T>(whole: T, path: string, next: unknown): T {
  const [name = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? next : withAt(at(whole, name) ?? {}, rest.join('.'), next);
  if (Array.isArray(whole)) return whole.with(Number(name), inner) as T;
  const { [name]: _old, ...others } = whole as Fields;
  // Replaced in place, to keep the order of the fields.
  if (inner !== undefined && name in (whole as object)) return { ...whole, [name]: inner };
  return (inner === undefined ? others : { ...others, [name]: inner }) as T;
}

/**
 * The paths at which two values differ. Lists count as one value: two lists side by side say more than the items that moved.
 */
export function differences(a: unknown, b: unknown, path = ''): readonly string[] {
  if (isSame(a, b)) return [];
  if (!isFields(a) || !isFields(b)) return [path];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) =>
    differences(a[name], b[name], path === '' ? name : `${path}.${name}`),
  );
}

/** Whether a path equals another one or lies within it. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}

function isContainer(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
