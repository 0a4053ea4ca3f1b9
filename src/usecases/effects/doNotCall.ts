/** Puts the customer's number on the do-not-call list. */
import { SYSTEM } from '../../core/vocabulary/people.ts';
import { listNumber } from '../doNotCall/listNumber.ts';
import { PATIENT, type EffectOf, type EffectSpec } from './effect.ts';

export const doNotCall: EffectSpec<EffectOf<'doNotCall'>> = {
  async run(parts, leadId, { id, tel, dueAt, agentId }) {
    const by = agentId === undefined ? SYSTEM : ({ kind: 'agent', id: agentId } as const);
    await listNumber(parts, { id, tel, at: dueAt, by, leadId, source: 'outcome' });
  },
  when: 'withChange',
  retries: PATIENT,
  deadLetter: 'kept',
};
