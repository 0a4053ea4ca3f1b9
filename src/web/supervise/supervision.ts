/**
 * A supervisor's part in a conversation, in one of these states:
 *
 * - off      none
 * - joining  the telephone in this page is connected, and rung by the network
 * - in       taking part
 * - failed   it came to nothing; `why` is a sentence's key, or what the server said
 *
 * They asked for it by a click, so the ring is answered by itself. The telephone is registered for this alone, and given
 * back afterwards: nobody is rung in a page that only looks on. Where browsers are no telephones, their own one rings.
 */
import { ask, newKey } from '../base/http.ts';
import { createStore, type Store } from '../base/createStore.ts';
import { openSoftphone } from '../softphone/open.ts';
import type { Softphone } from '../softphone/softphone.ts';

export const MODES = ['listen', 'whisper', 'join'] as const;
export type Mode = (typeof MODES)[number];

export interface Target {
  readonly leadId: string;
  readonly name: string;
  readonly mode: Mode;
}

export type Supervision =
  | { readonly kind: 'off' }
  | { readonly kind: 'joining'; readonly target: Target; readonly isElsewhere: boolean }
  | { readonly kind: 'in'; readonly target: Target; readonly since: number }
  | { readonly kind: 'failed'; readonly target: Target; readonly why: string };

/** The network rings for 20 s. */
const RINGS_MS = 25_000;

export const supervision: Store<Supervision> = createStore<Supervision>({ kind: 'off' });
export const softphone: Store<Softphone | null> = createStore<Softphone | null>(null);

let giveUp: ReturnType<typeof setTimeout> | undefined;

/** Within a click: sound needs one. */
export async function supervise(target: Target): Promise<void> {
  const { kind } = supervision.get();
  if (kind === 'joining' || kind === 'in') return;
  supervision.set({ kind: 'joining', target, isElsewhere: false });
  const phone = await telephone();
  await phone?.connect();
  const state = phone?.state.get();
  if (phone && state?.kind === 'failed') return fail(target, `phone.trouble.${state.why}`);
  supervision.set({ kind: 'joining', target, isElsewhere: phone === null });
  const path = `/api/leads/${encodeURIComponent(target.leadId)}/${target.mode}`;
  const answer = await ask(path, { method: 'POST', body: {}, idempotencyKey: newKey() });
  if (!answer.ok) return fail(target, answer.trouble.code === 'network' ? 'network' : answer.trouble.detail);
  giveUp = setTimeout(() => {
    if (supervision.get().kind === 'joining') end();
  }, RINGS_MS);
}

/** Leaves the conversation, or reads away what failed. */
export function end(): void {
  clearTimeout(giveUp);
  softphone.get()?.hangUp();
  void softphone.get()?.disconnect();
  supervision.set({ kind: 'off' });
}

function fail(target: Target, why: string): void {
  void softphone.get()?.disconnect();
  supervision.set({ kind: 'failed', target, why });
}

async function telephone(): Promise<Softphone | null> {
  const known = softphone.get();
  if (known) return known;
  const phone = await openSoftphone();
  softphone.set(phone);
  phone?.state.watch(() => follow(phone));
  return phone;
}

function follow(phone: Softphone): void {
  const now = supervision.get();
  const state = phone.state.get();
  if (now.kind === 'joining' && state.kind === 'ringing') phone.answer();
  if (now.kind === 'joining' && state.kind === 'inCall') {
    clearTimeout(giveUp);
    // Who listens is muted by the network; here too, so that the microphone is known to be closed.
    phone.setMuted(now.target.mode === 'listen');
    supervision.set({ kind: 'in', target: now.target, since: performance.now() });
  }
  // The conversation is over, or the line is.
  if (now.kind === 'in' && (state.kind === 'ready' || state.kind === 'failed' || state.kind === 'off')) end();
}
