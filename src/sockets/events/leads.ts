/** What the owner does with a lead. */
import joi from 'joi';
import { changeProfile } from '../../usecases/lead/changeProfile.ts';
import { finishLead, finishUnreachedLead, noteLead, workLead } from '../../usecases/lead/workLead.ts';
import { callback, callbackOrAppointment, id, moment, note, shown, type EventsOf } from './event.ts';

export const LEAD_EVENTS = {
  'lead:talking': {
    schema: { leadId: id },
    run: (asking, { leadId }) =>
      shown(asking, workLead(asking.parts, leadId, { kind: 'talking', agentId: asking.agentId })),
  },
  'lead:ended': {
    schema: { leadId: id },
    run: (asking, { leadId }) =>
      shown(asking, workLead(asking.parts, leadId, { kind: 'ended', agentId: asking.agentId })),
  },
  'lead:more-time': {
    schema: { leadId: id, until: moment },
    run: (asking, { leadId, until }) =>
      shown(asking, workLead(asking.parts, leadId, { kind: 'moreTime', agentId: asking.agentId, until })),
  },
  'lead:note': {
    schema: { leadId: id, note: note.required() },
    async run({ parts, agentId }, { leadId, note: text }) {
      const worked = await noteLead(parts, { kind: 'agent', id: agentId }, leadId, text);
      return worked.ok ? { ok: true } : worked;
    },
  },
  'lead:profile': {
    // What it may contain depends on the campaign, whose form checks it.
    schema: { leadId: id, changes: joi.object().unknown().required() },
    run: (asking, { leadId, changes }) =>
      shown(asking, changeProfile(asking.parts, { kind: 'agent', id: asking.agentId }, leadId, changes)),
  },
  'lead:close': {
    schema: {
      leadId: id,
      // Which ones can be chosen depends on the campaign.
      outcome: joi.string().max(100).meta({ text: 'code' }).allow(null).required(),
      saleValue: joi.number().min(0),
      note,
      callback: callbackOrAppointment,
    },
    async run({ parts, agentId }, { leadId, ...closing }) {
      const worked = await finishLead(parts, agentId, leadId, closing);
      if (!worked.ok) return worked;
      const { lead } = worked;
      return { ok: true, ...(lead.state === 'callback' && { dueAt: lead.promise.dueAt }) };
    },
  },
  'lead:unreached': {
    schema: {
      leadId: id,
      result: joi
        .string()
        .valid('noAnswer', 'busy', 'voicemail', 'failed', 'notInService', 'notFound', 'notThere')
        .required(),
      note,
      leftMessage: joi.boolean(),
      callback,
    },
    async run({ parts, agentId }, { leadId, ...what }) {
      const worked = await finishUnreachedLead(parts, agentId, leadId, what);
      if (!worked.ok) return worked;
      const { lead } = worked;
      return { ok: true, dueAt: lead.state === 'callback' ? lead.promise.dueAt : null };
    },
  },
} satisfies EventsOf<'lead'>;
