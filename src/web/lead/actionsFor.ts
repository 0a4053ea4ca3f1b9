/** Which actions are offered in which state. The server decides in the end; this only leaves out what cannot work. */
import type { LeadState, Outcome } from '../../core/lead/lead.ts';

export type Action = 'requeue' | 'call' | 'reassign' | 'release' | 'callback' | 'cancel' | 'note' | 'close' | 'notSpam';

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
}

export function actionsFor({ state, outcome, continuedAs }: Situation): readonly Action[] {
  return outcome === 'spam' && continuedAs === undefined ? ['notSpam', ...ACTIONS[state]] : ACTIONS[state];
}
