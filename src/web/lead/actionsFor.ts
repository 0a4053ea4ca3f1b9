/** The actions available in each state. The server decides; this only hides what cannot work. */
import type { LeadState } from '../../core/vocabulary/states.ts';
import { isSale, mayReopen, type Outcome } from '../../core/vocabulary/outcomes.ts';

export type Action =
  | ('requeue' | 'call' | 'reassign' | 'release' | 'callback' | 'cancel')
  | ('note' | 'close' | 'notSpam' | 'takeUp' | 'doNotCall' | 'saleValue');

const ACTIONS: Readonly<Record<LeadState, readonly Action[]>> = {
  waiting: ['reassign', 'callback', 'note', 'doNotCall', 'close'],
  offered: ['requeue', 'reassign', 'callback', 'note', 'doNotCall', 'close'],
  connecting: ['release', 'reassign', 'callback', 'note', 'doNotCall', 'close'],
  talking: ['note', 'doNotCall'],
  wrapUp: ['release', 'reassign', 'callback', 'note', 'doNotCall', 'close'],
  callback: ['call', 'reassign', 'callback', 'cancel', 'note', 'doNotCall', 'close'],
  closed: ['note', 'doNotCall'],
};

export interface Situation {
  readonly state: LeadState;
  readonly outcome?: Outcome;
  /** The open lead that continues this closed one. */
  readonly continuedAs?: string;
  readonly takeOver?: 'reassign' | 'anything';
  /** The lead is reserved for one agent. */
  readonly reservedFor?: object;
}

export function actionsFor({ state, outcome, continuedAs, takeOver, reservedFor }: Situation): readonly Action[] {
  if (state === 'waiting' && reservedFor) return ['release', ...ACTIONS.waiting];
  // The agent is gone and cannot end the conversation, so treat it as over. During a call, it can only be reassigned.
  if (state === 'talking' && takeOver)
    return takeOver === 'anything' ? ACTIONS.wrapUp : ['reassign', 'note', 'doNotCall'];
  if (state === 'closed' && (outcome === 'doNotCall' || outcome === 'erased')) return ['note'];
  if (state !== 'closed' || outcome === undefined || continuedAs !== undefined) return ACTIONS[state];
  if (outcome === 'spam') return ['notSpam', ...ACTIONS[state]];
  const corrections: readonly Action[] = isSale(outcome) ? ['saleValue', ...ACTIONS[state]] : ACTIONS[state];
  return mayReopen(outcome) ? ['takeUp', ...corrections] : corrections;
}
