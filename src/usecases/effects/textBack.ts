/** Texts the campaign's message to a caller who hung up before an agent answered. */
import { sendTextBack } from '../calls/textBack.ts';
import { PATIENT, type EffectOf, type EffectSpec } from './effect.ts';

export const textBack: EffectSpec<EffectOf<'textBack'>> = {
  run: async (parts, leadId, { callId, missedAt }) =>
    (await sendTextBack(parts, leadId, { callId, missedAt })) ?? undefined,
  when: 'inBackground',
  retries: PATIENT,
  deadLetter: 'kept',
};
