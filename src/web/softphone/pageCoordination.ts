/**
 * Coordinates the pages of one browser, which share the user's phone: the last one to connect has it. A page that
 * disconnects, closes or ends its call notifies the others, so that the page in use can take the phone. During a call it
 * holds a lock, so that no page takes the phone away unasked.
 */
import type { Softphone } from './softphone.ts';

const CHANNEL = 'leadbell.telephone';
/** Held by the page that is on a call; released when it ends or the page closes. */
const CALL_LOCK = 'leadbell.telephone.call';

export type PhoneNews = 'handedBack' | 'callOver';

/** Wraps a softphone so that other pages of this browser know its state. */
export function shareWithOtherPages(softphone: Softphone): Softphone {
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
    if (isRegistered(softphone)) tell('handedBack');
  });
  return {
    ...softphone,
    async disconnect() {
      const had = isRegistered(softphone);
      await softphone.disconnect();
      // Only after its call ended: taking the phone would also take the call.
      if (had && softphone.state.get().kind === 'off') tell('handedBack');
    },
  };
}

/** Calls `act` with the news of another page's phone. */
export function onOtherPageNews(act: (news: PhoneNews) => void): void {
  new BroadcastChannel(CHANNEL).addEventListener('message', ({ data }) => act(data as PhoneNews));
}

/** Whether another page of this browser is on a call or ringing. Call it on a page that is not. */
export async function isInUseElsewhere(): Promise<boolean> {
  const held = (await locks()?.query())?.held ?? [];
  return held.some(({ name }) => name === CALL_LOCK);
}

/** Whether the network rings this page. */
export function isRegistered({ state }: Pick<Softphone, 'state'>): boolean {
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

/** Undefined on plain HTTP, despite its type. */
function locks(): LockManager | undefined {
  return navigator.locks;
}
