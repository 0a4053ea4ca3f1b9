/** Context for the desk's components: sending requests, pending requests, and the phone. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createStore, useStore } from '../base/createStore.ts';
import { talkHere } from '../base/settings.ts';
import type { Softphone } from '../softphone/softphone.ts';
import type { DeskConnection } from './connection.ts';
import type { DeskPhone } from './phone.ts';
import { isUnreachable } from './store.ts';

export const LineContext = createContext<DeskConnection | null>(null);
export const PhoneContext = createContext<DeskPhone>(createStore<Softphone | null>(null));

export function useLine(): DeskConnection {
  const line = useContext(LineContext);
  if (!line) throw new Error('the desk draws nothing without its line');
  return line;
}

/** The phone in this browser; null if the server offers none. */
export function usePhone(): Softphone | null {
  return useStore(useContext(PhoneContext));
}

const OFF: Softphone['state'] = createStore<ReturnType<Softphone['state']['get']>>({ kind: 'off' });
const SILENT: Softphone['caption'] = createStore('');

export function usePhoneState(): ReturnType<Softphone['state']['get']> {
  return useStore(usePhone()?.state ?? OFF);
}

/**
 * The phone to connect when calls could come but cannot reach this agent. Null when calls reach them, when there is no
 * phone, or when the agent chose not to use this browser.
 */
export function useUnreachablePhone(): Softphone | null {
  const phone = usePhone();
  const state = usePhoneState();
  const desk = useStore(useLine().state);
  const isChosen = !useStore(talkHere) && state.kind === 'off';
  return phone && !isChosen && isUnreachable(desk, state) ? phone : null;
}

/** Whether another window has the phone, as far as this window knows. */
export function useIsConnectedElsewhere(): boolean {
  const state = usePhoneState();
  return state.kind === 'failed' && state.why === 'elsewhere';
}

export function useCaption(): string {
  return useStore(usePhone()?.caption ?? SILENT);
}
