/**
 * Lifecycle of messages and recordings: the network reports them, they are listed and played, and after their retention
 * period or when the person is erased they are deleted at the network first and here afterward.
 */
import type { Call } from '../../core/call/call.ts';
import { soundsCutoff, soundsOf, soundsToDelete, withoutSounds, withRecording } from '../../core/call/sounds.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import type { SoundView } from '../../shared/api.ts';
import { callText } from '../../shared/text/call.ts';
import { translator } from '../../shared/text/index.ts';
import { recordOnce } from '../lead/recordOnce.ts';
import { updateCall } from './updateCall.ts';

/** A few seconds of work; the next run does the rest. */
const BATCH = 20;

/** The network reports the recording of a conversation. Repeats are harmless. */
export async function handleConversationRecording(
  parts: Parts,
  callId: string,
  recording: { readonly recordingSid: string; readonly seconds: number; readonly isAbsent: boolean },
): Promise<void> {
  const { recordingSid, isAbsent } = recording;
  if (recordingSid === '') return;
  const call = await updateCall(parts, callId, (now) => withRecording(now, { ...recording, at: parts.clock.now() }));
  const lead = call?.leadId === undefined || isAbsent ? null : await parts.leads.byId(call.leadId);
  if (!lead || lead.erased) return;
  // Staying on the line after this announcement is consent, so the history keeps its words.
  const announced = translator(callText, lead.person.language)('recorded');
  await recordOnce(parts, lead.id, { kind: 'recorded', recordingSid, announced }, 'recordingSid');
}

/** The messages and recordings of this lead, oldest first. */
export async function listSounds(parts: Parts, lead: Lead): Promise<readonly SoundView[]> {
  const calls = await parts.calls.ofLead(lead.id);
  return calls
    .filter(({ erasesSounds }) => !erasesSounds)
    .flatMap(soundsOf)
    .sort((a, b) => a.at - b.at)
    .map(({ recordingSid, kind, seconds, at }) => ({ id: recordingSid, kind, seconds, at }));
}

/** Deletes expired and erased recordings. Returns how many were deleted. */
export async function deleteOldSounds(parts: Parts): Promise<number> {
  const { phone } = parts;
  if (!phone) return 0;
  const now = parts.clock.now();
  let count = 0;
  for (const call of await parts.calls.withSoundsToErase(BATCH)) count += await deleteSounds(parts, phone, call, now);
  for (const { id, calls: flow } of await parts.campaigns.all()) {
    const cutoff = soundsCutoff(flow, now);
    const old = await parts.calls.withSoundsBefore(id, cutoff, BATCH);
    for (const call of old) count += await deleteSounds(parts, phone, call, cutoff);
  }
  if (count > 0) {
    parts.vitals.removed('recordings', count);
    parts.log.info({ count }, 'deleted old recordings, at the phone network too');
  }
  return count;
}

/** Delete at the network first: once forgotten here, it would stay there forever. */
async function deleteSounds(parts: Parts, phone: Phone, call: Call, cutoff: number): Promise<number> {
  const going = soundsToDelete(call, cutoff);
  for (const sid of going) await phone.deleteRecording(sid);
  await updateCall(parts, call.id, (now) => withoutSounds(now, going));
  return going.length;
}
