/**
 * The pages of one browser share a person's telephone: the last to connect has it. A page that gives it back, or is left,
 * says so to the others, so that the one it was taken from may have it again.
 */
import type { Softphone } from './softphone.ts';

const CHANNEL = 'leadbell.telephone';

/** From now on the other pages hear when this one no longer has the telephone. */
export function tellHandedBack(softphone: Pick<Softphone, 'state'>): void {
  const channel = new BroadcastChannel(CHANNEL);
  const tell = () => channel.postMessage('handedBack');
  let had = false;
  softphone.state.watch(() => {
    const { kind } = softphone.state.get();
    if (had && kind === 'off') tell();
    had = has(softphone);
  });
  window.addEventListener('pagehide', () => {
    if (has(softphone)) tell();
  });
}

/** Calls `act` when another page of this browser gave the telephone back. */
export function whenHandedBack(act: () => void): void {
  new BroadcastChannel(CHANNEL).addEventListener('message', act);
}

/** Whether the network rings this page. */
export function has({ state }: Pick<Softphone, 'state'>): boolean {
  return ['ready', 'ringing', 'inCall'].includes(state.get().kind);
}
