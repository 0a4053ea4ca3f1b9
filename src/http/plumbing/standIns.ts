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

/** Errors of meaning, except those about a path that already has a shape error or contains one. */
export function withoutOverlap(shape: readonly Mistake[], meaning: readonly Mistake[]): readonly Mistake[] {
  return meaning.filter(({ path }) => !shape.some((one) => one.path === path || one.path.startsWith(`${path}.`)));
}
