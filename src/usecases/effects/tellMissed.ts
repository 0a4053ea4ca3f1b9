/**
 * Adds the lead to the digest that each supervisor gets for these minutes, or for the current ones if that one has been
 * sent.
 */
import { digestOf } from '../../core/mail/timing.ts';
import { PATIENT, type EffectOf, type EffectSpec } from './effect.ts';

export const tellMissed: EffectSpec<EffectOf<'tellMissed'>> = {
  async run(parts, leadId, { dueAt: missedAt }) {
    if (!parts.mailer) return;
    for (const { id, email, language } of await parts.users.supervisors()) {
      for (const { number, dueAt } of [digestOf(missedAt), digestOf(parts.clock.now())]) {
        const key = `missedLead:${id}:${number}`;
        const digest = { key, kind: 'missedLead', to: email, language, data: { leadIds: [] }, dueAt } as const;
        if ((await parts.mails.addMissed(digest, leadId)) !== 'gone') break;
      }
    }
  },
  when: 'withChange',
  retries: PATIENT,
  deadLetter: 'dropped',
};
