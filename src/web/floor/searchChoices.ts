/** States and outcomes in display order. The types ensure that none is missing. */
import type { LeadState, Outcome } from '../../core/lead/lead.ts';

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
