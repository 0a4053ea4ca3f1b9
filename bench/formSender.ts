/**
 * Forms at a fixed rate, in a process of its own that needs little CPU time: what it measures is the service, not itself.
 * `node bench-form-sender.js URL`; each message is a `Flight` as JSON, and its answer a `Sent`.
 *
 * Each form takes a connection that is free, or opens one, as a crowd of browsers does.
 */
import { connect, type Socket } from 'node:net';
import { phoneOf, quantiles, type Quantiles } from './measure.ts';

export interface Flight {
  readonly forms: number;
  readonly perSecond: number;
  /** Where the phone numbers begin. */
  readonly firstId: number;
  /** From as many addresses of this machine, in turn. Linux only. */
  readonly addresses?: number;
}

/** Milliseconds, from the first byte sent or the start of its connection to the last byte of the answer. */
export interface Sent {
  readonly to201: Times;
  readonly to503: Times & { readonly withoutRetryAfter: number };
  /** Answered with 429. */
  readonly limited: number;
  /** Any other answer, or none. */
  readonly others: number;
  /** How late this process sent a form, at most. */
  readonly lateMs: number;
}

interface Times extends Quantiles {
  readonly count: number;
  readonly slowest: number;
}

interface Line {
  readonly socket: Socket;
  /** What arrived of the answer. */
  text: string;
  done: (answer: string | null) => void;
}

const TICK_MS = 1;

const [address] = process.argv.slice(2);
if (address === undefined) throw new Error('usage: bench-form-sender URL');
const { hostname, port } = new URL(address);
const free: Line[] = [];

/** `localAddress`: then the connection is used once. */
function open(localAddress?: string): Line {
  const own = localAddress === undefined ? {} : { localAddress, family: 4 };
  const socket = connect({ host: hostname, port: Number(port), noDelay: true, ...own });
  const line: Line = { socket, text: '', done: () => undefined };
  const answered = (answer: string | null) => {
    const { done } = line;
    line.text = '';
    line.done = () => undefined;
    done(answer);
  };
  socket.setEncoding('latin1').on('data', (part: string) => {
    line.text += part;
    if (!isWhole(line.text)) return;
    const isLast = localAddress !== undefined || /\r\nconnection: close/i.test(line.text);
    answered(line.text);
    if (isLast) socket.destroy();
    else free.push(line);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    const index = free.indexOf(line);
    if (index >= 0) free.splice(index, 1);
    answered(null);
  });
  return line;
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
  return head >= 0 && length !== undefined && answer.length >= head + 4 + Number(length);
}

function formOf(id: number): string {
  const message = `flood ${id}\nTwo windows to the south, and a roof of eighty square meters.\nPlease call in the morning.`;
  const body = JSON.stringify({ name: 'Bench', phone: phoneOf(id), message, consent: { call: true, now: true } });
  return [
    'POST /api/forms/demo/leads HTTP/1.1',
    `host: ${hostname}:${port}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

async function fly({ forms, perSecond, firstId, addresses }: Flight): Promise<Sent> {
  const to201: number[] = [];
  const to503: number[] = [];
  let withoutRetryAfter = 0;
  let limited = 0;
  let others = 0;
  let lateMs = 0;
  const send = (id: number) =>
    new Promise<void>((resolve) => {
      const at = performance.now();
      const line = addresses === undefined ? (free.pop() ?? open()) : open(`127.0.1.${1 + (id % addresses)}`);
      line.done = (answer) => {
        const ms = performance.now() - at;
        const status = answer?.slice(9, 12);
        if (status === '201') to201.push(ms);
        else if (status === '503') {
          to503.push(ms);
          if (!/\r\nretry-after: \d/i.test(answer ?? '')) withoutRetryAfter += 1;
        } else if (status === '429') limited += 1;
        else others += 1;
        resolve();
      };
      line.socket.write(formOf(id));
    });
  const began = performance.now();
  const sent: Promise<void>[] = [];
  while (sent.length < forms) {
    const elapsed = performance.now() - began;
    const due = Math.min(forms, Math.floor((elapsed * perSecond) / 1000) + 1);
    if (due > sent.length) lateMs = Math.max(lateMs, elapsed - (sent.length * 1000) / perSecond);
    while (sent.length < due) sent.push(send(firstId + sent.length));
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await Promise.all(sent);
  return {
    to201: timesOf(to201),
    to503: { ...timesOf(to503), withoutRetryAfter },
    ...{ limited, others, lateMs: Math.round(lateMs) },
  };
}

function timesOf(values: readonly number[]): Times {
  const slowest = values.reduce((most, value) => Math.max(most, value), 0);
  return { count: values.length, ...quantiles(values), slowest: Math.round(slowest * 10) / 10 };
}

process.on('message', (message: string) => {
  void fly(JSON.parse(message) as Flight).then((sent) => process.send?.(sent));
});
process.stdout.write('sender ready\n');
