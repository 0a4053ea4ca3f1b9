/**
 * Who hears whom. A scope is where several calls hear each other: a bridge of two, or a conference. Whenever a call
 * joins, leaves, is muted, held or coached, each phone in the scope gets the new list of whom it hears and who hears it.
 * Browsers exchange the sound itself directly.
 */
import type { Sound } from '../handsets/device.ts';
import type { Call, Scope } from './records.ts';

/** Two calls that hear each other. */
export function pairScope(one: Call, other: Call): Scope {
  return { members: () => [one, other], hears: () => true };
}

export const heardBy = (call: Call): readonly Call[] =>
  (call.scope?.members() ?? []).filter((other) => other !== call && call.scope?.hears(other, call));

const heardAt = (call: Call): readonly Call[] =>
  (call.scope?.members() ?? []).filter((other) => other !== call && call.scope?.hears(call, other));

/** The address of the phone on the call. */
export const farEnd = (call: Call): string => (call.direction === 'inbound' ? call.from : call.to);

export function updateAudio(calls: Iterable<Call>): void {
  for (const call of calls) {
    call.device?.audio({ hears: heardAt(call).map(farEnd), heardBy: heardBy(call).map(farEnd) });
  }
}

/** Moves calls into a scope, or out of theirs, and updates all affected phones. */
export function setScope(scope: Scope | null, calls: readonly Call[]): void {
  const affected = new Set<Call>(calls);
  for (const call of calls) {
    for (const other of call.scope?.members() ?? []) affected.add(other);
    call.scope = scope;
  }
  for (const other of scope?.members() ?? []) affected.add(other);
  updateAudio(affected);
}

/** Plays the sound to every call that hears this one. */
export function soundToOthers(call: Call, sound: Sound): void {
  for (const other of heardBy(call)) other.device?.hear(sound);
}
