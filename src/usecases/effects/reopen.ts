/** Continues a closed lead that wasn't spam, or is wanted again, in a new lead or in the customer's open one. */
import { restoreClosedLead } from '../lead/restoreLead.ts';
import { PATIENT, type EffectOf, type EffectSpec } from './effect.ts';

export const reopen: EffectSpec<EffectOf<'reopen'>> = {
  run: (parts, leadId, { byId }) => restoreClosedLead(parts, leadId, byId),
  when: 'withChange',
  retries: PATIENT,
  deadLetter: 'kept',
};
