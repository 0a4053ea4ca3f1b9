/** What a desk may request, by event: the schema of each body and the use case that answers. */
import joi from 'joi';
import { AWAY_REASONS, PRESENCES } from '../core/vocabulary/presence.ts';
import type { Failure } from '../core/vocabulary/errors.ts';
import { OUTCOMES } from '../core/vocabulary/outcomes.ts';
import type { Lead } from '../core/lead/lead.ts';
import { LAST_MOMENT } from '../core/vocabulary/time.ts';
import type { DeskLead } from '../shared/desk.ts';
import { setSoftphoneReady } from '../usecases/agents/agentPresence.ts';
import { acceptOffer, declineOffer, seeOffer } from '../usecases/routing/answerOffer.ts';
import { choosePresence } from '../usecases/agents/choosePresence.ts';
import { availableTeammates, controlCall, sendKeys, type CallControl } from '../usecases/calls/controlCall.ts';
import { failOverToPhone } from '../usecases/calls/failOverToPhone.ts';
import { presentLead } from '../usecases/present/lead.ts';
import {
  finishLead,
  finishUnreachedLead,
  nameLead,
  noteLead,
  workLead,
  type WorkResult,
} from '../usecases/lead/workLead.ts';
import { handler } from './handler.ts';
import { desksOf, type DeskNamespace, type DeskParts, type DeskSocket } from './namespaces.ts';

const id = joi.string().max(200).meta({ text: 'code' }).required();
/** The same limit as a form. */
const LONGEST_NAME = 200;
const note = joi.string().max(5000).meta({ text: 'lines' }).allow('');
const callback = joi.object({
  at: joi.number().integer().positive().max(LAST_MOMENT).required(),
  owner: joi.string().valid('me', 'anyone').required(),
});
const BODIES = {
  presence: joi.object({
    presence: joi
      .string()
      .valid(...PRESENCES)
      .required(),
    reason: joi.string().valid(...AWAY_REASONS),
  }),
  offer: joi.object({ offerId: id }),
  decline: joi.object({ offerId: id, reason: joi.string().max(500).allow('') }),
  lead: joi.object({ leadId: id }),
  unreached: joi.object({
    leadId: id,
    result: joi.string().valid('noAnswer', 'busy', 'voicemail', 'failed').required(),
    note,
    leftMessage: joi.boolean(),
    callback,
  }),
  moreTime: joi.object({ leadId: id, until: joi.number().integer().positive().max(LAST_MOMENT).required() }),
  nothing: joi.object({}),
  gone: joi.object({ why: joi.string().valid('microphone') }),
  toggle: joi.object({ leadId: id, on: joi.boolean().required() }),
  keys: joi.object({
    leadId: id,
    keys: joi
      .string()
      .pattern(/^[0-9*#]{1,32}$/)
      .required(),
  }),
  transfer: joi.object({ leadId: id, to: id, warm: joi.boolean().required() }),
  note: joi.object({ leadId: id, note: note.required() }),
  name: joi.object({
    leadId: id,
    name: joi.string().max(LONGEST_NAME).required(),
    // Compared with the stored text as is.
    before: joi.string().meta({ text: 'secret' }).allow('').required(),
  }),
  close: joi.object({
    leadId: id,
    outcome: joi
      .string()
      .valid(...OUTCOMES)
      .allow(null)
      .required(),
    note,
    callback,
  }),
};

/** Registers handlers for every request of a desk. */
export function answer(socket: DeskSocket, parts: DeskParts): void {
  const { id: agentId } = socket.data.user;
  const present = async (lead: Lead) =>
    presentLead(parts, lead, { kind: 'owner', language: socket.data.user.language });
  const shown = async (worked: WorkResult) =>
    worked.ok ? { ok: true as const, lead: worked.shown ?? (await present(worked.lead)) } : worked;
  const done = (worked: { ok: true } | Failure) => (worked.ok ? { ok: true as const } : worked);

  socket.on(
    'presence:set',
    handler(parts, BODIES.presence, async ({ presence, reason }) => choosePresence(parts, agentId, presence, reason)),
  );
  socket.on(
    'offer:seen',
    handler(parts, BODIES.offer, async ({ offerId }) => seeOffer(parts, { agentId, offerId })),
  );
  socket.on(
    'offer:accept',
    handler(parts, BODIES.offer, async ({ offerId }) => shown(await acceptOffer(parts, { agentId, offerId }))),
  );
  socket.on(
    'offer:decline',
    handler(parts, BODIES.decline, async ({ offerId, reason }) => declineOffer(parts, { agentId, offerId }, reason)),
  );
  socket.on(
    'lead:talking',
    handler(parts, BODIES.lead, async ({ leadId }) =>
      shown(await workLead(parts, leadId, { kind: 'talking', agentId })),
    ),
  );
  socket.on(
    'lead:ended',
    handler(parts, BODIES.lead, async ({ leadId }) => shown(await workLead(parts, leadId, { kind: 'ended', agentId }))),
  );
  socket.on(
    'lead:more-time',
    handler(parts, BODIES.moreTime, async ({ leadId, until }) =>
      shown(await workLead(parts, leadId, { kind: 'moreTime', agentId, until })),
    ),
  );
  answerCalls(socket, parts, shown);
  socket.on(
    'lead:note',
    handler(parts, BODIES.note, async (body) =>
      done(await noteLead(parts, { kind: 'agent', id: agentId }, body.leadId, body.note)),
    ),
  );
  socket.on(
    'lead:name',
    handler(parts, BODIES.name, async ({ leadId, ...naming }) => shown(await nameLead(parts, agentId, leadId, naming))),
  );
  socket.on(
    'lead:close',
    handler(parts, BODIES.close, async ({ leadId, ...closing }) => {
      const worked = await finishLead(parts, agentId, leadId, closing);
      if (!worked.ok) return worked;
      const { lead } = worked;
      return { ok: true as const, ...(lead.state === 'callback' && { dueAt: lead.promise.dueAt }) };
    }),
  );
  socket.on(
    'lead:unreached',
    handler(parts, BODIES.unreached, async ({ leadId, ...what }) => {
      const worked = await finishUnreachedLead(parts, agentId, leadId, what);
      return worked.ok
        ? { ok: true as const, dueAt: worked.lead.state === 'callback' ? worked.lead.promise.dueAt : null }
        : worked;
    }),
  );
}

type Shown = (worked: WorkResult) => Promise<{ ok: true; lead: DeskLead } | Failure>;

/** Requests about the desk’s phone and the controls of a call. */
function answerCalls(socket: DeskSocket, parts: DeskParts, shown: Shown): void {
  const { id: agentId } = socket.data.user;
  const control = async (leadId: string, what: CallControl) => shown(await controlCall(parts, agentId, leadId, what));
  socket.on(
    'phone:ready',
    handler(parts, BODIES.nothing, () => {
      socket.data.isPhone = true;
      return setSoftphoneReady(parts, agentId, true);
    }),
  );
  socket.on(
    'phone:gone',
    handler(parts, BODIES.gone, async ({ why }) => {
      socket.data.isPhone = false;
      const desks = await desksOf(socket.nsp as DeskNamespace, agentId);
      if (desks.some(({ data }) => data.isPhone)) return { ok: true };
      await setSoftphoneReady(parts, agentId, false);
      return why === 'microphone' ? failOverToPhone(parts, agentId) : { ok: true };
    }),
  );
  for (const verb of ['hold', 'mute'] as const)
    socket.on(
      `call:${verb}`,
      handler(parts, BODIES.toggle, ({ leadId, on }) => control(leadId, { verb, on })),
    );
  for (const verb of ['hangup', 'again', 'voicemail', 'complete-transfer', 'cancel-transfer'] as const)
    socket.on(
      `call:${verb}`,
      handler(parts, BODIES.lead, ({ leadId }) => control(leadId, { verb })),
    );
  socket.on(
    'call:transfer',
    handler(parts, BODIES.transfer, ({ leadId, to, warm }) => control(leadId, { verb: 'transfer', to, warm })),
  );
  socket.on(
    'call:keys',
    handler(parts, BODIES.keys, ({ leadId, keys }) => sendKeys(parts, agentId, leadId, keys)),
  );
  socket.on(
    'call:colleagues',
    handler(parts, BODIES.nothing, async () => ({
      ok: true as const,
      colleagues: await availableTeammates(parts, agentId),
    })),
  );
}
