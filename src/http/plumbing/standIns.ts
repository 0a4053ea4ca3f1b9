/**
 * Validates the rest of a body with shape errors: stand-ins replace invalid values (texts stay, invalid numbers become
 * NaN, for which every comparison is false), so that errors of shape and meaning are reported together. Structural
 * errors that none of our pages can cause (an object for a list, a missing field) are reported alone.
 */
import type { Mistake } from '../../core/vocabulary/mistake.ts';

type Container = Record<string, unknown>;

/** The body with stand-ins for invalid values; null if too much is missing. */
export function withStandIns(body: unknown, mistakes: readonly Mistake[]): object | null {
  const sound = structuredClone(body);
  for (const { path, code } of mistakes) {
    const place = placeIn(sound, path);
    if (!place || STRUCTURAL.has(code)) return null;
    const [holder, name] = place;
    if (typeof holder[name] === 'number' || holder[name] === null) holder[name] = Number.NaN;
  }
  return sound as object;
}

/** The rest of criteria, each of which may be absent; null if it isn’t known which are invalid. */
export function withoutInvalid(criteria: unknown, mistakes: readonly Mistake[]): object | null {
  const sound = structuredClone(criteria);
  for (const { path } of mistakes) {
    const place = placeIn(sound, path);
    if (!place) return null;
    Reflect.deleteProperty(...place);
  }
  return sound as object;
}

/** What holds the value, and its name there; null if there is none. */
function placeIn(body: unknown, path: string): readonly [Container, string] | null {
  const names = path.split('.');
  const holder = names.slice(0, -1).reduce<unknown>((value, name) => (value as Container | undefined)?.[name], body);
  const last = names.at(-1) ?? '';
  return typeof holder === 'object' && holder !== null && last in holder ? [holder as Container, last] : null;
}

const STRUCTURAL: ReadonlySet<Mistake['code']> = new Set<Mistake['code']>([
  ...(['notText', 'notNumber', 'notYesOrNo', 'notList', 'notObject', 'oneOf', 'notAccepted'] as const),
]);

/** Errors of meaning, except those about a path that already has a shape error or contains one. */
export function withoutOverlap(shape: readonly Mistake[], meaning: readonly Mistake[]): readonly Mistake[] {
  return meaning.filter(({ path }) => !shape.some((one) => one.path === path || one.path.startsWith(`${path}.`)));
}
