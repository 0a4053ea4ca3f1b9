/** Which actions are offered in which state. The server decides in the end; this only leaves out what cannot work. */
import type { LeadState } from '../../core/lead/lead.ts';

export type Action = 'requeue' | 'reassign' | 'release' | 'callback' | 'note' | 'close';

const ACTIONS: Readonly<Record<LeadState, readonly Action[]>> = {
  waiting: ['reassign', 'callback', 'note', 'close'],
  offered: ['requeue', 'reassign', 'callback', 'note', 'close'],
  connecting: ['release', 'reassign', 'callback', 'note', 'close'],
  talking: ['note'],
  wrapUp: ['release', 'reassign', 'callback', 'note', 'close'],
  callback: ['requeue', 'reassign', 'callback', 'note', 'close'],
  closed: ['note'],
};

export function actionsFor(state: LeadState): readonly Action[] {
  return ACTIONS[state];
}
