/** Which actions are offered in which state. The server decides in the end; this only leaves out what cannot work. */
import type { LeadState, Outcome } from '../../core/lead/lead.ts';

export type Action =
  ('requeue' | 'call' | 'reassign' | 'release' | 'callback' | 'cancel') | ('note' | 'close' | 'notSpam' | 'takeUp');

const ACTIONS: Readonly<Record<LeadState, readonly Action[]>> = {
  waiting: ['reassign', 'callback', 'note', 'close'],
  offered: ['requeue', 'reassign', 'callback', 'note', 'close'],
  connecting: ['release', 'reassign', 'callback', 'note', 'close'],
  talking: ['note'],
  wrapUp: ['release', 'reassign', 'callback', 'note', 'close'],
  callback: ['call', 'reassign', 'callback', 'cancel', 'note', 'close'],
  closed: ['note'],
};

export interface Situation {
  readonly state: LeadState;
  readonly outcome?: Outcome;
  /** Where a closed lead lives on already. */
  readonly continuedAs?: string;
  readonly takeOver?: 'reassign' | 'anything';
  /** It waits for one agent alone. */
  readonly reservedFor?: object;
}

/** Whose wish, or whose lead, it no longer is to be brought back. */
const STAYS_CLOSED: readonly Outcome[] = ['doNotCall', 'merged', 'erased', 'abandoned'];

export function actionsFor({ state, outcome, continuedAs, takeOver, reservedFor }: Situation): readonly Action[] {
  if (state === 'waiting' && reservedFor) return ['release', ...ACTIONS.waiting];
  // Nobody is there who could end the conversation, so it is as one that is over; a call that goes on is only given on.
  if (state === 'talking' && takeOver) return takeOver === 'anything' ? ACTIONS.wrapUp : ['reassign', 'note'];
  if (state !== 'closed' || outcome === undefined || continuedAs !== undefined) return ACTIONS[state];
  if (outcome === 'spam') return ['notSpam', ...ACTIONS[state]];
  return STAYS_CLOSED.includes(outcome) ? ACTIONS[state] : ['takeUp', ...ACTIONS[state]];
}
