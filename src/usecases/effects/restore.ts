/** Opens a lead from what an undone merge gave back. */
import { restoreMerged } from '../lead/absorbLead.ts';
import { PATIENT, type EffectOf, type EffectSpec } from './effect.ts';

export const restore: EffectSpec<EffectOf<'restore'>> = {
  run: (parts, leadId, { fromLeadId, byId }) => restoreMerged(parts, leadId, fromLeadId, byId),
  when: 'withChange',
  retries: PATIENT,
  deadLetter: 'kept',
};
