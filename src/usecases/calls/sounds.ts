/**
 * Messages and recordings over their life: the network tells of them, they are listed and heard, and when their days
 * are over, or the person was erased, they are deleted at the network first and forgotten here after.
 */
import type { Call } from '../../core/call/call.ts';
import { soundsCutoff, soundsOf, soundsToDelete, withoutSounds, withRecording } from '../../core/call/sounds.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import type { SoundView } from '../../shared/api.ts';
import { callText } from '../../shared/text/call.ts';
import { translator } from '../../shared/text/index.ts';
import { noteOnce } from '../lead/noteOnce.ts';
import { rewriteCall } from './moveCall.ts';

/** Some seconds of work at most; what a run does not get to is the next one's. */
const BATCH = 20;

/** The network tells of the recording of a conversation, as often as it likes. */
export async function conversationRecorded(
  parts: Parts,
  callId: string,
  told: { readonly recordingSid: string; readonly seconds: number; readonly isAbsent: boolean },
): Promise<void> {
  const { recordingSid, isAbsent } = told;
  if (recordingSid === '') return;
  const call = await rewriteCall(parts, callId, (now) => withRecording(now, { ...told, at: parts.clock.now() }));
  const lead = call?.leadId === undefined || isAbsent ? null : await parts.leads.byId(call.leadId);
  if (!lead || lead.erased) return;
  // Whoever stayed on the line after these words agreed to them: that is what the history keeps.
  const announced = translator(callText, lead.person.language)('recorded');
  await noteOnce(parts, lead.id, { kind: 'recorded', recordingSid, announced }, 'recordingSid');
}

/** What was said to us and recorded with this lead, oldest first. */
export async function listSounds(parts: Parts, lead: Lead): Promise<readonly SoundView[]> {
  const calls = await parts.calls.ofLead(lead.id);
  return calls
    .filter(({ erasesSounds }) => !erasesSounds)
    .flatMap(soundsOf)
    .sort((a, b) => a.at - b.at)
    .map(({ recordingSid, kind, seconds, at }) => ({ id: recordingSid, kind, seconds, at }));
}

/** Deletes what is over its days, or was erased. Returns how many went. */
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

/** At the network first: what is forgotten here before would stay there for good. */
async function deleteSounds(parts: Parts, phone: Phone, call: Call, cutoff: number): Promise<number> {
  const going = soundsToDelete(call, cutoff);
  for (const sid of going) await phone.deleteRecording(sid);
  await rewriteCall(parts, call.id, (now) => withoutSounds(now, going));
  return going.length;
}
