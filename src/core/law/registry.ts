/**
 * The national do-not-call registry, as bought from the FTC: full lists and change lists per area code. A version names,
 * for each area code, the list in force and its date; lists never change, so a version is only exchanged as a whole.
 */
import { DAY, type Moment } from '../vocabulary/time.ts';

/** The list of one area code. */
export interface RegistryArea {
  /** Three digits. */
  readonly areaCode: string;
  /** Identifies the list; another content has another one. */
  readonly listId: string;
  /** When the registry issued it, to the day: midnight UTC. */
  readonly asOf: Moment;
  /** Listed numbers. */
  readonly count: number;
}

/** Ascending by area code. */
export interface Registry {
  readonly version: number;
  readonly areas: readonly RegistryArea[];
}

/**
 * Whether a number is on the registry.
 *
 * - `listed`, `unlisted`   by a list that is recent enough
 * - `stale`                its list is too old to rely on
 * - `unknown`              there is no list for its area code, or this node hasn't loaded it yet
 */
export type RegistryStatus = 'listed' | 'unlisted' | 'stale' | 'unknown';

/** A full list replaces a list; a change list adds and removes numbers. */
export type RegistryFileKind = 'full' | 'changes';

/** 47 CFR 64.1200(c)(2)(i)(D), 16 CFR 310.4(b)(3)(iv): a version from no more than 31 days before the call. */
export const REGISTRY_VALID_MS = 31 * DAY;
/** Each area code has this many numbers, of seven digits. */
export const NUMBERS_PER_AREA = 10_000_000;
/** A full list with less than this share of the numbers it replaces is probably incomplete. */
const LEAST_SHARE = 0.9;

export const NO_REGISTRY: Registry = { version: 0, areas: [] };

export function isStale({ asOf }: Pick<RegistryArea, 'asOf'>, now: Moment): boolean {
  return now >= asOf + REGISTRY_VALID_MS;
}

/** An area code and a number of seven digits; null for a number outside North America. */
export function registryNumber(tel: string): { readonly areaCode: number; readonly number: number } | null {
  if (tel.length !== 12 || !tel.startsWith('+1')) return null;
  return { areaCode: Number(tel.slice(2, 5)), number: Number(tel.slice(5)) };
}

/** Why a list that was read can't come into force. */
export type ListRefusal =
  | { readonly why: 'older'; readonly areaCode: string; readonly asOf: Moment }
  | { readonly why: 'gap'; readonly areaCode: string; readonly asOf: Moment }
  | { readonly why: 'fewer'; readonly areaCode: string; readonly count: number; readonly before: number };

/**
 * The registry with these lists in force. A list never replaces a newer one, a change list must begin where the list in
 * force ends, and a full list that became much smaller must be confirmed.
 */
export function withLists(
  { version, areas }: Registry,
  lists: readonly RegistryArea[],
  { since, allowsFewer }: { readonly since?: Moment; readonly allowsFewer: boolean },
): Registry | ListRefusal {
  for (const { areaCode, asOf, count } of lists) {
    const before = areas.find((area) => area.areaCode === areaCode);
    if (!before) continue;
    if (asOf < before.asOf) return { why: 'older', areaCode, asOf: before.asOf };
    if (since !== undefined && since > before.asOf) return { why: 'gap', areaCode, asOf: before.asOf };
    const isFull = since === undefined;
    if (isFull && !allowsFewer && count < before.count * LEAST_SHARE)
      return { why: 'fewer', areaCode, count, before: before.count };
  }
  const replaced = new Set(lists.map(({ areaCode }) => areaCode));
  const all = [...areas.filter(({ areaCode }) => !replaced.has(areaCode)), ...lists];
  return {
    version: version + 1,
    areas: all.sort((one, other) => Number(one.areaCode) - Number(other.areaCode)),
  };
}
