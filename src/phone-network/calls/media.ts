/**
 * Who hears whom. A scope is a place where several calls hear each other: a bridge of two, or a conference. Whenever
 * somebody comes, goes, is muted, held or coached, everybody's telephone in it is told anew whom it hears and who hears it;
 * browsers carry the sound itself between each other.
 */
import type { Sound } from '../handsets/device.ts';
import type { Call } from './call.ts';

export interface Scope {
  readonly members: () => readonly Call[];
  /** Whether `listener` hears `speaker`; both are members, and not the same. */
  readonly hears: (listener: Call, speaker: Call) => boolean;
}

/** Two calls that hear each other. */
export function pairScope(one: Call, other: Call): Scope {
  return { members: () => [one, other], hears: () => true };
}

export const heardBy = (call: Call): readonly Call[] =>
  (call.scope?.members() ?? []).filter((other) => other !== call && call.scope?.hears(other, call));

const heardAt = (call: Call): readonly Call[] =>
  (call.scope?.members() ?? []).filter((other) => other !== call && call.scope?.hears(call, other));

/** The address of the telephone at the call's far end. */
export const farEnd = (call: Call): string => (call.direction === 'inbound' ? call.from : call.to);

export function tellAudio(calls: Iterable<Call>): void {
  for (const call of calls) {
    call.device?.audio({ hears: heardAt(call).map(farEnd), heardBy: heardBy(call).map(farEnd) });
  }
}

/** Puts calls into a scope, or takes them out of it, and tells everybody concerned. */
export function setScope(scope: Scope | null, calls: readonly Call[]): void {
  const concerned = new Set<Call>(calls);
  for (const call of calls) {
    for (const other of call.scope?.members() ?? []) concerned.add(other);
    call.scope = scope;
  }
  for (const other of scope?.members() ?? []) concerned.add(other);
  tellAudio(concerned);
}

/** Everybody who hears this call hears the sound. */
export function soundToOthers(call: Call, sound: Sound): void {
  for (const other of heardBy(call)) other.device?.hear(sound);
}
