/**
 * Values by path, such as `policy.steps.1.afterMs`: the same paths by which the server names mistakes. Nothing is
 * changed in place.
 */
type Fields = Readonly<Record<string, unknown>>;

/** What is at the path; undefined where nothing is. An empty path is the whole. */
export function at(whole: unknown, path: string): unknown {
  if (path === '') return whole;
  return path.split('.').reduce<unknown>((value, name) => (isContainer(value) ? value[name] : undefined), whole);
}

/** The whole with `next` at the path; undefined takes the field away. */
export function withAt<T>(whole: T, path: string, next: unknown): T {
  const [name = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? next : withAt(at(whole, name) ?? {}, rest.join('.'), next);
  if (Array.isArray(whole)) return whole.with(Number(name), inner) as T;
  const { [name]: _old, ...others } = whole as Fields;
  // In its place, so that the order of the fields stays.
  if (inner !== undefined && name in (whole as object)) return { ...whole, [name]: inner };
  return (inner === undefined ? others : { ...others, [name]: inner }) as T;
}

/** Equal as JSON values are, whatever the order of their fields; a field that is undefined is absent. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) !== Array.isArray(b) || !isContainer(a) || !isContainer(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => isSame(a[name], b[name]));
}

/**
 * The paths at which two values differ. Objects are walked into; a list is one value, because which of its items moved
 * says less than the two lists side by side.
 */
export function differences(a: unknown, b: unknown, path = ''): readonly string[] {
  if (isSame(a, b)) return [];
  if (!isFields(a) || !isFields(b)) return [path];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) =>
    differences(a[name], b[name], path === '' ? name : `${path}.${name}`),
  );
}

/** Whether a path is another one, or lies within it. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}

function isContainer(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

export function isFields(value: unknown): value is Fields {
  return isContainer(value) && !Array.isArray(value);
}
