/** Moves what a merged lead held to the lead that stays. */
import { absorbLead } from '../lead/absorbLead.ts';
import { PATIENT, type EffectOf, type EffectSpec } from './effect.ts';

export const absorb: EffectSpec<EffectOf<'absorb'>> = {
  run: (parts, leadId, { intoLeadId }) => absorbLead(parts, leadId, intoLeadId),
  when: 'withChange',
  retries: PATIENT,
  deadLetter: 'kept',
};
