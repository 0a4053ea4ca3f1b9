/** The rows of the law of calls that administrators changed, confirmed or added, under one setting. */
import type { PlaceLaw } from '../core/law/callingHours.ts';
import type { Edited } from './basics.ts';

export const LAW_SETTING = 'callingLaw';

export interface StoredLaw extends Edited {
  /** In place of those that ship, one for each place. */
  readonly rows: readonly PlaceLaw[];
}
