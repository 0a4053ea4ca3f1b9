/** Desks and form senders against one server, and what they saw: how long until the 201, and until the offer rang. */
import { io, type Socket } from 'socket.io-client';

export interface Measured {
  /** Submissions acknowledged a second, over the whole run. */
  readonly perSecond: number;
  readonly to201: Quantiles;
  readonly toOffer: Quantiles;
  readonly acknowledged: number;
  readonly offered: number;
  readonly failed: number;
}

/** Milliseconds. */
export interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

export interface Load {
  readonly url: string;
  /** Whose form is sent. */
  readonly formKey?: string;
  /** One cookie a desk; empty strings where the server asks for none. */
  readonly cookies: readonly string[];
  readonly submissions: number;
  /** Where the people's numbers begin: two runs against one server are different people. */
  readonly firstId?: number;
  /** So many at once, each after the one before it; or so many a second, whatever the answers take. */
  readonly pace: { readonly atOnce: number } | { readonly perSecond: number };
  /** Whether desks take and close what they are offered, so that they are free again. */
  readonly work: boolean;
}

const CONNECT_AT_ONCE = 50;
/** How long after the last 201 the offers may still come in. */
const SETTLE_MS = 20_000;

export async function measure({
  url,
  cookies,
  submissions,
  pace,
  work,
  firstId = 0,
  formKey = 'demo',
}: Load): Promise<Measured> {
  const sentAt = new Map<string, number>();
  const toOffer: number[] = [];
  let onOffer: () => void = () => undefined;
  const seen = (message: string) => {
    const at = sentAt.get(message);
    if (at === undefined) return;
    sentAt.delete(message);
    toOffer.push(performance.now() - at);
    onOffer();
  };
  const desks = await connectAll(url, cookies, work, seen);

  const to201: number[] = [];
  let failed = 0;
  const run = `${process.pid}.${performance.now()}`;
  let index = 0;
  const began = performance.now();
  const send = async () => {
    const id = index++;
    const message = `bench ${run} ${id}`;
    const body = { name: 'Bench', phone: phoneOf(firstId + id), message, consent: { call: true, now: true } };
    const at = performance.now();
    sentAt.set(message, at);
    // A server that is too busy to take the connection has refused too.
    const response = await fetch(`${url}/api/forms/${formKey}/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => null);
    await response?.text().catch(() => undefined);
    if (response?.status === 201) to201.push(performance.now() - at);
    else failed += 1;
  };
  if ('atOnce' in pace) {
    const sendOn = async () => {
      while (index < submissions) await send();
    };
    await Promise.all(Array.from({ length: pace.atOnce }, sendOn));
  } else {
    const sent: Promise<void>[] = [];
    while (sent.length < submissions) {
      sent.push(send());
      const nextAt = began + (sent.length * 1000) / pace.perSecond;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, nextAt - performance.now())));
    }
    await Promise.all(sent);
  }
  const seconds = (performance.now() - began) / 1000;
  await allOffered();
  for (const desk of desks) desk.disconnect();
  return {
    perSecond: Math.round(to201.length / seconds),
    to201: quantiles(to201),
    toOffer: quantiles(toOffer),
    acknowledged: to201.length,
    offered: toOffer.length,
    failed,
  };

  function allOffered(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, SETTLE_MS);
      onOffer = () => {
        if (toOffer.length < to201.length) return;
        clearTimeout(timer);
        resolve();
      };
      onOffer();
    });
  }
}

async function connectAll(
  url: string,
  cookies: readonly string[],
  work: boolean,
  seen: (message: string) => void,
): Promise<Socket[]> {
  const desks: Socket[] = [];
  for (let start = 0; start < cookies.length; start += CONNECT_AT_ONCE) {
    desks.push(
      ...(await Promise.all(
        cookies.slice(start, start + CONNECT_AT_ONCE).map((cookie) => connect(url, cookie, work, seen)),
      )),
    );
  }
  return desks;
}

function connect(url: string, cookie: string, isWorking: boolean, seen: (message: string) => void): Promise<Socket> {
  const socket = io(`${url}/desk`, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie, origin: url },
  });
  const answer = (...args: unknown[]) => (args.at(-1) as ((reply: object) => void) | undefined)?.({ ok: true });
  for (const event of ['snapshot', 'offer:ended', 'lead', 'promises', 'ping']) socket.on(event, answer);
  socket.on('presence', (presence: { presence: string }, ack?: (reply: object) => void) => {
    ack?.({ ok: true });
    // Set away for an offer that came late: somebody at the desk clicks back.
    if (isWorking && presence.presence === 'away')
      socket.emit('presence:set', { presence: 'available' }, () => undefined);
  });
  socket.on(
    'offer',
    (offer: { offerId: string; lead: { id: string; message?: string } }, ack?: (reply: object) => void) => {
      seen(offer.lead.message ?? '');
      ack?.({ ok: true });
      if (!isWorking) return;
      const work = async () => {
        await socket.emitWithAck('offer:seen', { offerId: offer.offerId });
        await socket.emitWithAck('offer:accept', { offerId: offer.offerId });
        await socket.emitWithAck('lead:close', { leadId: offer.lead.id, outcome: 'notInterested' });
      };
      // The run ends while the last leads are still being worked on.
      work().catch(() => undefined);
    },
  );
  return new Promise((resolve, reject) => {
    socket.once('connect', () => {
      if (!isWorking) return resolve(socket);
      socket.emitWithAck('presence:set', { presence: 'available' }).then(() => resolve(socket), reject);
    });
    socket.once('connect_error', reject);
  });
}

/** Numbers that libphonenumber accepts, a different one for each submission. */
export function phoneOf(id: number): string {
  const areas = ['202', '212', '213', '312', '404', '415', '503', '617', '702', '305'];
  return `+1${areas[id % areas.length] ?? '202'}${String(2_340_000 + (Math.floor(id / areas.length) % 7_000_000))}`;
}

export function quantiles(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN) * 10) / 10;
  return { p50: at(0.5), p99: at(0.99) };
}
