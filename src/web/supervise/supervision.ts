/**
 * A supervisor's participation in a conversation, in one of these states:
 *
 * - off      none
 * - joining  connecting the phone in this page; once `isAsked`, the network rings it
 * - in       participating; `wanted` is a requested change of mode, `why` the reason why the last change failed
 * - failed   did not work; `why` is a text key or the server's message
 *
 * The supervisor asked for it with a click, so the ring is answered automatically. The phone is registered only for this and
 * unregistered afterwards, so that a page that only watches is never called. If browsers are not phones, the supervisor's own
 * phone rings.
 */
import { ask, newKey } from '../base/http.ts';
import { createStore, type Store } from '../base/createStore.ts';
import { isInUseElsewhere } from '../softphone/pageCoordination.ts';
import { sayRefusal } from '../../shared/text/refusals.ts';
import { language } from '../base/settings.ts';
import { openSoftphone } from '../softphone/openSoftphone.ts';
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
  | {
      readonly kind: 'joining';
      readonly target: Target;
      readonly isElsewhere: boolean;
      readonly isAsked: boolean;
    }
  | {
      readonly kind: 'in';
      readonly target: Target;
      readonly since: number;
      readonly wanted?: Mode;
      readonly why?: string;
    }
  | { readonly kind: 'failed'; readonly target: Target; readonly why: string };

/** The network rings for 20 s. */
const RINGS_MS = 25_000;

export const supervision: Store<Supervision> = createStore<Supervision>({ kind: 'off' });
export const softphone: Store<Softphone | null> = createStore<Softphone | null>(null);

let giveUp: ReturnType<typeof setTimeout> | undefined;

/** Call within a click: sound needs one. During supervision, switches to the other mode. */
export async function supervise(target: Target): Promise<void> {
  const now = supervision.get();
  if (now.kind === 'in' && now.target.leadId === target.leadId) return change(target.mode);
  if (now.kind === 'joining' || now.kind === 'in') return;
  supervision.set({ kind: 'joining', target, isElsewhere: false, isAsked: false });
  const phone = await telephone();
  // Never interrupt a call of the supervisor's own.
  if (phone && (await isInUseElsewhere())) return fail(target, 'phone.trouble.inCall');
  await phone?.connect();
  const state = phone?.state.get();
  if (phone && state?.kind === 'failed') return fail(target, `phone.trouble.${state.why}`);
  // A reloaded page may still be on the earlier call.
  if (phone && state?.kind === 'inCall') await untilHungUp(phone);
  supervision.set({ kind: 'joining', target, isElsewhere: phone === null, isAsked: true });
  // For the same reason it may already be ringing.
  if (phone) follow(phone);
  const refusal = await request(target);
  if (refusal !== null) return fail(target, refusal);
  giveUp = setTimeout(() => {
    if (supervision.get().kind === 'joining') end();
  }, RINGS_MS);
}

/** Changes the mode on the same call. Sound changes when the server confirms; the microphone closes at once. */
async function change(mode: Mode): Promise<void> {
  const now = supervision.get();
  if (now.kind !== 'in' || now.wanted !== undefined || now.target.mode === mode) return;
  const { target, since } = now;
  supervision.set({ kind: 'in', target, since, wanted: mode });
  if (mode === 'listen') softphone.get()?.setMuted(true);
  const refusal = await request({ ...target, mode });
  const then = supervision.get();
  if (then.kind !== 'in' || then.since !== since) return;
  const is = refusal === null ? mode : target.mode;
  softphone.get()?.setMuted(is === 'listen');
  supervision.set({ kind: 'in', target: { ...target, mode: is }, since, ...(refusal !== null && { why: refusal }) });
}

/** Null if the server accepts; otherwise the reason. */
async function request({ leadId, mode }: Target): Promise<string | null> {
  const path = `/api/leads/${encodeURIComponent(leadId)}/${mode}`;
  const answer = await ask(path, { method: 'POST', body: {}, idempotencyKey: newKey() });
  if (answer.ok) return null;
  const { code, detail: message } = answer.trouble;
  return code === 'network' ? 'network' : sayRefusal({ code, message }, language.get(), 'supervise');
}

/** Leaves the conversation, or dismisses a failure. */
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

function untilHungUp(phone: Softphone): Promise<void> {
  return new Promise((resolve) => {
    const stop = phone.state.watch(({ kind }) => {
      if (kind === 'inCall') return;
      stop();
      resolve();
    });
    phone.hangUp();
  });
}

function follow(phone: Softphone): void {
  const now = supervision.get();
  const state = phone.state.get();
  if (now.kind === 'joining' && now.isAsked && state.kind === 'ringing') phone.answer();
  if (now.kind === 'joining' && now.isAsked && state.kind === 'inCall') {
    clearTimeout(giveUp);
    // The network mutes listeners. Mute here too, so that the microphone is certainly off.
    phone.setMuted(now.target.mode === 'listen');
    supervision.set({ kind: 'in', target: now.target, since: performance.now() });
  }
  // The conversation ended, or the connection was lost.
  if (now.kind === 'in' && (state.kind === 'ready' || state.kind === 'failed' || state.kind === 'off')) end();
}
