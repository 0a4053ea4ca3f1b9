/**
 * The pages of one browser share a person's telephone: the last to connect has it. A page that gives it back, is left, or
 * ends its call says so to the others, so that the one in which the person works may have it; and while it is in a call the
 * others can see that, so that none takes the telephone out of it unasked.
 */
import type { Softphone } from './softphone.ts';

const CHANNEL = 'leadbell.telephone';
/** Held by the page that is in a call, and let go with it, however the page ends. */
const CALL_LOCK = 'leadbell.telephone.call';

export type PhoneNews = 'handedBack' | 'callOver';

/** The same telephone, of which the other pages of this browser know from now on. */
export function knownToOtherPages(softphone: Softphone): Softphone {
  const channel = new BroadcastChannel(CHANNEL);
  const tell = (news: PhoneNews) => channel.postMessage(news);
  let letGo: (() => void) | null = null;
  softphone.state.watch(() => {
    const { kind } = softphone.state.get();
    const isInUse = kind === 'ringing' || kind === 'inCall';
    if (isInUse) letGo ??= holdCall();
    else {
      letGo?.();
      if (letGo && kind === 'ready') tell('callOver');
      letGo = null;
    }
  });
  window.addEventListener('pagehide', () => {
    if (has(softphone)) tell('handedBack');
  });
  return {
    ...softphone,
    async disconnect() {
      const had = has(softphone);
      await softphone.disconnect();
      // Not before its call has ended: whoever takes the telephone would take the call with it.
      if (had && softphone.state.get().kind === 'off') tell('handedBack');
    },
  };
}

/** Calls `act` with what another page of this browser says of its telephone. */
export function whenOtherPageTells(act: (news: PhoneNews) => void): void {
  new BroadcastChannel(CHANNEL).addEventListener('message', ({ data }) => act(data as PhoneNews));
}

/** Whether another page of this browser is in a call, or is being rung. For a page that is not. */
export async function isInUseElsewhere(): Promise<boolean> {
  const held = (await locks()?.query())?.held ?? [];
  return held.some(({ name }) => name === CALL_LOCK);
}

/** Whether the network rings this page. */
export function has({ state }: Pick<Softphone, 'state'>): boolean {
  return ['ready', 'ringing', 'inCall'].includes(state.get().kind);
}

function holdCall(): () => void {
  let letGo: () => void = () => undefined;
  const isOver = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  void locks()?.request(CALL_LOCK, { mode: 'shared' }, () => isOver);
  return letGo;
}

/** Missing on plain http, which the types do not know. */
function locks(): LockManager | undefined {
  return navigator.locks;
}
