/** Puts the customer's number on the do-not-call list. */
import { SYSTEM } from '../../core/vocabulary/people.ts';
import { listNumber } from '../doNotCall/listNumber.ts';
import { PATIENT, type EffectOf, type EffectSpec } from './effect.ts';

export const doNotCall: EffectSpec<EffectOf<'doNotCall'>> = {
  async run(parts, leadId, { id, tel, dueAt, at = dueAt, agentId }) {
    // The time of the act, which a retry doesn't move. Absent on effects of earlier versions.
    const by = agentId === undefined ? SYSTEM : ({ kind: 'agent', id: agentId } as const);
    await listNumber(parts, { id, tel, at, by, leadId, source: 'outcome' });
  },
  when: 'withChange',
  retries: PATIENT,
  deadLetter: 'kept',
};
