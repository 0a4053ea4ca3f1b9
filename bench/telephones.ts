/**
 * Phones of the simulated network over HTTP, and desks with a phone in the browser: they accept and answer what they’re
 * offered.
 */
import { io } from 'socket.io-client';

export interface Telephone {
  readonly address: string;
  dial(to: string): Promise<void>;
  state(): Promise<string>;
  do(verb: 'answer' | 'press', body?: object): Promise<void>;
}

export async function telephone(networkUrl: string, address: string): Promise<Telephone> {
  const at = `${networkUrl}/handsets/${encodeURIComponent(address)}`;
  const post = (url: string, body: object, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const registered = await post(`${networkUrl}/handsets`, { address });
  const { secret } = (await registered.json()) as { secret: string };
  const authorization = { authorization: `Bearer ${secret}` };
  const act = async (verb: string, body: object = {}) => {
    await (await post(`${at}/${verb}`, body, authorization)).text();
  };
  return {
    address,
    dial: (to) => act('dial', { to }),
    do: act,
    async state() {
      const answer = await fetch(at, { headers: authorization });
      return ((await answer.json()) as { state: string }).state;
    },
  };
}

/** How often an agent looks at their phone. */
const LOOK_EVERY_MS = 250;

/** Available, with a phone: accepts every offer, answers the call and presses 1 until they’re connected. */
export async function callingDesk(
  url: string,
  cookie: string,
  networkUrl: string,
  address: string,
): Promise<{ readonly stop: () => void }> {
  const phone = await telephone(networkUrl, address);
  const socket = io(`${url}/desk`, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie, origin: url },
  });
  const answer = (...args: unknown[]) => (args.at(-1) as ((reply: object) => void) | undefined)?.({ ok: true });
  for (const event of ['snapshot', 'offer:ended', 'promises', 'ping']) socket.on(event, answer);
  let isTalking = false;
  socket.on('lead', (...args: unknown[]) => {
    answer(...args);
    isTalking = (args[0] as { lead: { state: string } | null }).lead?.state === 'talking';
  });
  socket.on('presence', (...args: unknown[]) => {
    answer(...args);
    // Set to Away because of a late offer: the agent goes back to Available.
    if ((args[0] as { presence: string }).presence === 'away')
      socket.emit('presence:set', { presence: 'available' }, () => undefined);
  });
  socket.on('offer', (...args: unknown[]) => {
    answer(...args);
    const { offerId } = args[0] as { offerId: string };
    const take = async () => {
      await socket.emitWithAck('offer:seen', { offerId });
      await socket.emitWithAck('offer:accept', { offerId });
    };
    // The run ends while the last offers are still on their way.
    take().catch(() => undefined);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });
  await socket.emitWithAck('phone:ready', {});
  await socket.emitWithAck('presence:set', { presence: 'available' });

  const pickUp = async () => {
    const state = await phone.state();
    if (state === 'ringing') await phone.do('answer');
    else if (state === 'talking' && !isTalking) await phone.do('press', { keys: '1' });
  };
  let isStopped = false;
  const watch = () => {
    if (isStopped) return;
    // A phone that stopped ringing in between is checked again.
    void pickUp()
      .catch(() => undefined)
      .then(() => setTimeout(watch, LOOK_EVERY_MS));
  };
  watch();
  return {
    stop: () => {
      isStopped = true;
      socket.disconnect();
    },
  };
}
