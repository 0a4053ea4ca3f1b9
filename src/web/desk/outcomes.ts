/** The outcomes that an agent may choose, in the order of the screen. The compiler holds it to the list of the core. */
import type { AGENT_OUTCOMES } from '../../core/lead/lead.ts';

export const AGENT_OUTCOMES_ORDER = [
  'won',
  'appointment',
  'notInterested',
  'notQualified',
  'unreachable',
  'wrongNumber',
  'doNotCall',
  'spam',
] as const satisfies typeof AGENT_OUTCOMES;
