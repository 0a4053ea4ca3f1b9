/** What supervisors do with a lead from its page or the floor, and with an agent’s presence. */
import joi, { type ObjectSchema } from 'joi';
import { LAST_MOMENT, MINUTE } from '../../core/vocabulary/time.ts';
import { setAgentPresence } from '../../usecases/agents/choosePresence.ts';
import { superviseLead, type Supervision } from '../../usecases/lead/superviseLead.ts';
import { route, type Route } from '../plumbing/route.ts';
import { CODE, LINES } from '../../intake/validate.ts';
import { leadAfter } from './access.ts';
import { CHANGED } from './docs.ts';

const NOTHING = joi.object({});
/** A window of more than a day promises nothing. */
const MAX_WINDOW_MINUTES = 24 * 60;
const SALE_VALUE = joi.number().min(0);
const BODIES = {
  close: joi.object<{ outcome: string; saleValue?: number; note?: string }>({
    outcome: CODE.max(100).required(),
    saleValue: SALE_VALUE,
    note: joi.string().max(5000).meta(LINES).allow(''),
  }),
  callback: joi.object<{ at: number; ownerId?: string; windowMinutes?: number; note?: string }>({
    at: joi.number().integer().positive().max(LAST_MOMENT).required(),
    ownerId: CODE.max(200),
    windowMinutes: joi.number().integer().min(1).max(MAX_WINDOW_MINUTES),
    note: joi.string().max(5000).meta(LINES),
  }),
  saleValue: joi.object<{ saleValue: number | null }>({ saleValue: SALE_VALUE.allow(null).required() }),
  cancel: joi.object<{ reason: string }>({ reason: joi.string().max(500).required() }),
  presence: joi.object<{ presence: 'away' | 'offline'; reason: string }>({
    presence: joi.string().valid('away', 'offline').required(),
    reason: joi.string().max(200).required(),
  }),
  reassign: joi.object<{ agentId: string }>({ agentId: CODE.max(200).required() }),
};

export function supervisionRoutes(): readonly Route[] {
  const supervise = <B>(what: string, summary: string, body: ObjectSchema<B>, actionOf: (body: B) => Supervision) =>
    route({
      method: 'post',
      path: `/api/leads/:id/${what}`,
      who: 'supervisor',
      summary,
      isOnce: true,
      body,
      reply: CHANGED,
      run: async ({ parts, user, params, body: sent }) =>
        leadAfter(parts, user, await superviseLead(parts, user.id, params.id, actionOf(sent))),
    });

  return [
    supervise('requeue', 'Move the lead to the front of the queue.', NOTHING, () => ({ verb: 'requeue' })),
    // "Call now": into the queue at once, for the next available agent.
    supervise('call', 'Move a callback to now, if a call is permitted.', NOTHING, () => ({ verb: 'requeue' })),
    supervise('not-spam', 'Not spam: the inquiry continues in the lead named by continuedAs.', NOTHING, () => ({
      verb: 'notSpam',
    })),
    supervise('take-up', 'Reopen a closed lead: it continues in the lead named by continuedAs.', NOTHING, () => ({
      verb: 'takeUp',
    })),
    supervise('reassign', 'Reassign the lead to an agent: {agentId}.', BODIES.reassign, ({ agentId }) => ({
      verb: 'reassign',
      agentId,
    })),
    supervise(
      'callback',
      'Schedule a callback, or change it: {at, ownerId?, windowMinutes?, note?}.',
      BODIES.callback,
      ({ at, ownerId, windowMinutes, note }) => ({
        verb: 'callback',
        at,
        ...(ownerId !== undefined && { ownerId }),
        ...(windowMinutes !== undefined && { windowMs: windowMinutes * MINUTE }),
        ...(note !== undefined && { note }),
      }),
    ),
    supervise('cancel', 'Cancel the callback, which closes the lead: {reason}.', BODIES.cancel, ({ reason }) => ({
      verb: 'cancel',
      reason,
    })),
    supervise('sale-value', 'Correct the value of a sale: {saleValue}.', BODIES.saleValue, ({ saleValue }) => ({
      verb: 'saleValue',
      saleValue,
    })),
    supervise('close', 'Close with an outcome: {outcome, saleValue?, note?}.', BODIES.close, (sent) => ({
      verb: 'close',
      outcome: sent.outcome,
      ...(sent.saleValue !== undefined && { saleValue: sent.saleValue }),
      ...(sent.note !== undefined && { note: sent.note }),
    })),
    route({
      method: 'post',
      path: '/api/agents/:id/presence',
      who: 'supervisor',
      summary: 'Set an agent to away or offline: {presence, reason}. The agent’s desk shows who did it and why.',
      isOnce: true,
      body: BODIES.presence,
      reply: { ...CHANGED, 404: 'Agent not found.' },
      run: async ({ parts, user, params, body }) => {
        const set = await setAgentPresence(parts, user.id, params.id, body);
        return set.ok ? set.presence : set;
      },
    }),
  ];
}
