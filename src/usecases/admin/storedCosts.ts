/** The costs of a month as stored: one versioned setting. */
import type { Cost } from '../../core/administration/costs.ts';
import type { Edited } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';

export interface StoredCosts extends Edited {
  readonly costs: readonly Cost[];
}

/** The key of a month such as 2026-11. */
export function settingOf(month: string): string {
  return `costs.${month}`;
}

/** Null if that month has none. */
export function storedCosts(parts: Pick<Parts, 'settings'>, setting: string): Promise<StoredCosts | null> {
  return parts.settings.get<StoredCosts>(setting);
}
