/** The states of a lead, in display order; core/lead/lead.ts says how each is left. */

export const OPEN_STATES = ['waiting', 'offered', 'connecting', 'talking', 'wrapUp', 'callback'] as const;
export type OpenState = (typeof OPEN_STATES)[number];

/** The states in which a lead takes an agent's slot. */
export const HELD_STATES = ['offered', 'connecting', 'talking', 'wrapUp'] as const satisfies readonly OpenState[];

export const LEAD_STATES = [...OPEN_STATES, 'closed'] as const;
export type LeadState = (typeof LEAD_STATES)[number];
