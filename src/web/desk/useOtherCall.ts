/** Whether the call on this phone is about something other than the current lead. */
import { useRef } from 'preact/hooks';
import type { SoftphoneState } from '../softphone/softphone.ts';
import type { DeskState } from './deskState.ts';

/**
 * Whether the desk knows what the phone's call is about: the current lead, an offer being accepted, or a teammate's
 * consultation. It stays known until the phone is free, since the phone is still in the call for a moment after the server
 * has ended it.
 */
export function isKnownCall(
  wasKnown: boolean,
  { lead, consult, requests }: Pick<DeskState, 'lead' | 'consult' | 'requests'>,
  phone: SoftphoneState['kind'],
): boolean {
  if (phone !== 'ringing' && phone !== 'inCall') return false;
  const isAccepting = requests.some(({ event }) => event === 'offer:accept');
  return wasKnown || lead?.call !== undefined || consult !== null || isAccepting;
}

/** A teammate's consultation, or a call that the desk knows nothing about, such as a supervisor's listening in. */
export function useOtherCall(state: DeskState, phone: SoftphoneState['kind']): boolean {
  const isKnown = useRef(false);
  isKnown.current = isKnownCall(isKnown.current, state, phone);
  return state.consult !== null || ((phone === 'ringing' || phone === 'inCall') && !isKnown.current);
}
