/** Names in place of IDs, as in the audit log and in edit conflicts. Pure. */
export type Names = Readonly<Record<string, string>>;

/** Replaces ids of teams, skills, sites and campaigns by their names. */
export function withNames<T>(value: T, names: Names): T {
  if (typeof value === 'string') return replaceId(value, names) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => withNames(item, names)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [names[key] ?? key, withNames(item, names)]),
  ) as T;
}

/** A label may end in an id, such as "Skills · skill_x". */
function replaceId(text: string, names: Names): string {
  const parts = text.split(' · ');
  return parts.map((part) => names[part] ?? part).join(' · ');
}
