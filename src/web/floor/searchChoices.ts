/** States and outcomes in display order. The types ensure that none is missing. */
import type { LeadState } from '../../core/vocabulary/states.ts';
import type { Outcome } from '../../core/vocabulary/outcomes.ts';

export const OPEN_STATES_ORDER = [
  'waiting',
  'offered',
  'connecting',
  'talking',
  'wrapUp',
  'callback',
  'closed',
] as const satisfies readonly LeadState[];

export const OUTCOMES_ORDER = [
  'won',
  'appointment',
  'notInterested',
  'notQualified',
  'unreachable',
  'wrongNumber',
  'doNotCall',
  'spam',
  'abandoned',
  'expired',
  'merged',
  'cancelled',
  'erased',
] as const satisfies readonly Outcome[];
