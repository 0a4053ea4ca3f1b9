/**
 * What can still be judged of a body with mistakes of shape: a text that is empty or too long is a text, and a number
 * that is none becomes NaN, of which every comparison is false. A mistake is then told beside those of meaning, not
 * in a round before them. What no page of ours sends (a list that is an object, a field that is not there) is told alone.
 */
import type { Mistake } from '../../core/vocabulary/mistake.ts';

type Container = Record<string, unknown>;

/** The body with stand-ins at the places of the mistakes; null when too much of it is missing. */
export function soundPart(body: unknown, mistakes: readonly Mistake[]): object | null {
  const sound = structuredClone(body);
  for (const { path, code } of mistakes) {
    const names = path.split('.');
    const holder = names.slice(0, -1).reduce<unknown>((value, name) => (value as Container | undefined)?.[name], sound);
    const last = names.at(-1) ?? '';
    if (typeof holder !== 'object' || holder === null || !(last in holder)) return null;
    const value = (holder as Container)[last];
    if (STRUCTURAL.has(code)) return null;
    if (typeof value === 'number' || value === null) (holder as Container)[last] = Number.NaN;
  }
  return sound as object;
}

const STRUCTURAL: ReadonlySet<Mistake['code']> = new Set<Mistake['code']>([
  ...(['notText', 'notNumber', 'notYesOrNo', 'notList', 'notObject', 'oneOf', 'notAccepted'] as const),
]);

/** The mistakes of meaning that are not about the same place as one of shape, or about a whole that holds it. */
export function apartFrom(shape: readonly Mistake[], meaning: readonly Mistake[]): readonly Mistake[] {
  return meaning.filter(({ path }) => !shape.some((one) => one.path === path || one.path.startsWith(`${path}.`)));
}
