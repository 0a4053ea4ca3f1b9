/** Desks and form senders against one server, and what they observed: the time to the 201, and to the offer. */
import { io, type Socket } from 'socket.io-client';

export interface Measured {
  /** Submissions acknowledged per second, over the whole run. */
  readonly perSecond: number;
  readonly to201: Quantiles;
  readonly toOffer: Quantiles;
  readonly acknowledged: number;
  readonly offered: number;
  /** Closed by the working desks; 0 if none works. */
  readonly closed: number;
  /** Closed per second, until the last one was closed. */
  readonly closedPerSecond: number;
  /** Not acknowledged, for any reason. */
  readonly failed: number;
  /** From a desk’s closing of a lead to its next offer. */
  readonly freeToOffer: Quantiles;
}

/** Milliseconds. */
export interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

export interface Load {
  readonly url: string;
  /** The form key. */
  readonly formKey?: string;
  /** One cookie per desk; empty strings if the server requires none. */
  readonly cookies: readonly string[];
  readonly submissions: number;
  /** Where the phone numbers begin: two runs against one server use different people. */
  readonly firstId?: number;
  /**
   * Either this many at once, each after the one before it, or this many per second, however long the responses take.
   */
  readonly pace: { readonly atOnce: number } | { readonly perSecond: number };
  /** Whether desks accept and close their offers, so that they’re free again. */
  readonly work: boolean;
  /** Called with every desk connected, before the first form is sent. */
  readonly onReady?: () => Promise<void>;
  /** Called with each answer, offer and close as they come, for figures over time. */
  readonly witness?: Witness;
}

/** What happens during a run, when it happens. */
export interface Witness {
  /** Milliseconds from the form to its 201. */
  acknowledged(ms: number): void;
  /** Milliseconds from the form to its first offer. */
  offered(ms: number): void;
  /** A desk closed this lead. */
  closed(leadId: string): void;
}

const CONNECT_AT_ONCE = 50;
/** After the last 201, offers and outcomes may still arrive, until nothing has for this long. */
const SETTLE_MS = 20_000;

export interface Offered {
  readonly offerId: string;
  readonly lead: { readonly id: string; readonly message?: string };
}

export async function measure({
  url,
  cookies,
  submissions,
  pace,
  work,
  firstId = 0,
  formKey = 'demo',
  onReady = () => Promise.resolve(),
  witness,
}: Load): Promise<Measured> {
  const sentAt = new Map<string, number>();
  const toOffer: number[] = [];
  const freeToOffer: number[] = [];
  let closed = 0;
  let lastClosedAt = 0;
  let onProgress: () => void = () => undefined;
  const heard: Heard = {
    offer({ lead }, freeMs) {
      if (freeMs !== undefined) freeToOffer.push(freeMs);
      const name = firstLine(lead.message ?? '');
      const at = sentAt.get(name);
      if (at === undefined) return;
      sentAt.delete(name);
      const ms = performance.now() - at;
      toOffer.push(ms);
      witness?.offered(ms);
      onProgress();
    },
    closed(leadId) {
      witness?.closed(leadId);
      closed += 1;
      lastClosedAt = performance.now();
      onProgress();
    },
  };
  const desks = await connectAll(url, cookies, work, heard);
  await onReady();

  const to201: number[] = [];
  let failed = 0;
  const run = `${process.pid}.${performance.now()}`;
  let index = 0;
  const began = performance.now();
  const send = async () => {
    const id = index++;
    const name = `bench ${run} ${id}`;
    const at = performance.now();
    sentAt.set(name, at);
    const response = await postLead(url, formKey, firstId + id, name);
    const ms = performance.now() - at;
    if (response?.status === 201) {
      to201.push(ms);
      witness?.acknowledged(ms);
    } else failed += 1;
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
      const waitMs = nextAt - performance.now();
      await new Promise((resolve) => (waitMs > 0 ? setTimeout(resolve, waitMs) : setImmediate(resolve)));
    }
    await Promise.all(sent);
  }
  const seconds = (performance.now() - began) / 1000;
  await allDone();
  for (const desk of desks) desk.disconnect();
  return {
    perSecond: Math.round(to201.length / seconds),
    to201: quantiles(to201),
    toOffer: quantiles(toOffer),
    acknowledged: to201.length,
    offered: toOffer.length,
    closed,
    closedPerSecond: closed === 0 ? 0 : Math.round((closed * 10_000) / (lastClosedAt - began)) / 10,
    failed,
    freeToOffer: quantiles(freeToOffer),
  };

  function allDone(): Promise<void> {
    return new Promise((resolve) => {
      let timer = setTimeout(resolve, SETTLE_MS);
      onProgress = () => {
        clearTimeout(timer);
        const isDone = toOffer.length >= to201.length && (!work || closed >= to201.length);
        if (isDone) resolve();
        else timer = setTimeout(resolve, SETTLE_MS);
      };
      onProgress();
    });
  }
}

/**
 * Sends the form, with a three-line message that begins with the lead’s mark. Returns the response, or null
 * without one.
 */
export async function postLead(url: string, formKey: string, id: number, known: string): Promise<Response | null> {
  const message = `${known}\nTwo windows to the south, and a roof of eighty square meters.\nPlease call in the morning.`;
  // A server too busy to accept the connection has refused, too.
  const response = await fetch(`${url}/api/forms/${formKey}/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Bench', phone: phoneOf(id), message, consent: { call: true, now: true } }),
  }).catch(() => null);
  await response?.text().catch(() => undefined);
  return response;
}

/** What an agent does with an offer: accepts it, talks, and closes the lead. Throws if it isn’t theirs. */
export async function workOn(desk: Socket, { offerId, lead }: Offered): Promise<void> {
  const ask = async (event: string, body: object) => {
    const reply = (await desk.emitWithAck(event, body)) as { ok: boolean; code?: string };
    if (!reply.ok) throw new Error(`${event} was refused: ${reply.code}`);
  };
  await ask('offer:seen', { offerId });
  await ask('offer:accept', { offerId });
  await ask('lead:talking', { leadId: lead.id });
  await ask('lead:close', { leadId: lead.id, outcome: 'notInterested' });
}

const firstLine = (text: string) => text.split('\n', 1)[0] ?? '';

/** What the desks heard and did. */
interface Heard {
  /** `freeMs`: since the desk closed the lead before. */
  offer(offer: Offered, freeMs: number | undefined): void;
  closed(leadId: string): void;
}

/** Desks of these people, Available if they work. */
export async function connectAll(
  url: string,
  cookies: readonly string[],
  work: boolean,
  heard: Heard,
): Promise<Socket[]> {
  const desks: Socket[] = [];
  for (let start = 0; start < cookies.length; start += CONNECT_AT_ONCE) {
    desks.push(
      ...(await Promise.all(
        cookies.slice(start, start + CONNECT_AT_ONCE).map((cookie) => connect(url, cookie, work, heard)),
      )),
    );
  }
  return desks;
}

function connect(url: string, cookie: string, isWorking: boolean, heard: Heard): Promise<Socket> {
  const socket = io(`${url}/desk`, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie, origin: url },
  });
  const answer = (...args: unknown[]) => (args.at(-1) as ((reply: object) => void) | undefined)?.({ ok: true });
  for (const event of ['snapshot', 'offer:ended', 'lead', 'promises', 'day', 'consult', 'ping'])
    socket.on(event, answer);
  socket.on('presence', (presence: { presence: string }, ack?: (reply: object) => void) => {
    ack?.({ ok: true });
    // Set to Away because of a late offer: the agent goes back to Available.
    if (isWorking && presence.presence === 'away')
      socket.emit('presence:set', { presence: 'available' }, () => undefined);
  });
  let freeAt: number | undefined;
  const finish = (leadId: string) => {
    freeAt = performance.now();
    heard.closed(leadId);
  };
  socket.on('offer', (offer: Offered, ack?: (reply: object) => void) => {
    heard.offer(offer, freeAt === undefined ? undefined : performance.now() - freeAt);
    freeAt = undefined;
    ack?.({ ok: true });
    // An offer may have moved on before it was accepted, and the run may end while the last leads are still being
    // handled.
    if (isWorking)
      workOn(socket, offer).then(
        () => finish(offer.lead.id),
        () => undefined,
      );
  });
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
