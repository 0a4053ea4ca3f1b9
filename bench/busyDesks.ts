/** Desks that take and close everything while forms are sent by another process (formSender.ts), and what they observed. */
import type { Flight, Sent } from './formSender.ts';
import { connectAll, quantiles, type Quantiles } from './measure.ts';
import { start, type Program } from './programs.ts';

export interface Worked<T> {
  /** What `send` returned. */
  readonly sent: T;
  readonly closed: number;
  /** Leads that two desks closed. */
  readonly closedTwice: number;
  /** From a desk’s closing of a lead to its next offer, while forms were sent. */
  readonly freeToOffer: Quantiles;
}

/** After the last form, leads are still closed, until none was for this long. */
const SETTLE_MS = 20_000;

export interface FormSender {
  send(flight: Flight): Promise<Sent>;
}

export async function startSender(url: string, started: Program[]): Promise<FormSender> {
  const program = await start('./bench-form-sender.js', [url], /(sender ready)/, {}, ['--enable-source-maps']);
  started.push(program);
  return { send: (flight) => program.ask<Sent>(JSON.stringify(flight)) };
}

/** Ends when as many leads are closed as `acknowledged` says of what was sent, or when no more are. */
export async function withBusyDesks<T>(
  url: string,
  cookies: readonly string[],
  send: () => Promise<T>,
  acknowledged: (sent: T) => number,
): Promise<Worked<T>> {
  const freeToOffer: number[] = [];
  const closed = new Set<string>();
  let closedTwice = 0;
  let isSending = true;
  let onClosed: () => void = () => undefined;
  const desks = await connectAll(url, cookies, true, {
    offer(_offer, freeMs) {
      if (isSending && freeMs !== undefined) freeToOffer.push(freeMs);
    },
    closed(leadId) {
      if (closed.has(leadId)) closedTwice += 1;
      closed.add(leadId);
      onClosed();
    },
  });
  const sent = await send();
  isSending = false;
  await new Promise<void>((resolve) => {
    let timer = setTimeout(resolve, SETTLE_MS);
    onClosed = () => {
      clearTimeout(timer);
      if (closed.size >= acknowledged(sent)) resolve();
      else timer = setTimeout(resolve, SETTLE_MS);
    };
    onClosed();
  });
  for (const desk of desks) desk.disconnect();
  return { sent, closed: closed.size, closedTwice, freeToOffer: quantiles(freeToOffer) };
}
