/** The controls of a call. */
import joi from 'joi';
import { availableTeammates, controlCall, sendKeys, type CallControl } from '../../usecases/calls/controlCall.ts';
import { id, shown, type Asking, type EventsOf, type EventSpec } from './event.ts';

type VerbWithoutData = Exclude<CallControl['verb'], 'hold' | 'mute' | 'transfer'>;

export const CALL_EVENTS = {
  'call:hangup': plain('hangup'),
  'call:again': plain('again'),
  'call:voicemail': plain('voicemail'),
  'call:complete-transfer': plain('complete-transfer'),
  'call:cancel-transfer': plain('cancel-transfer'),
  'call:hold': toggle('hold'),
  'call:mute': toggle('mute'),
  'call:transfer': {
    schema: { leadId: id, to: id, warm: joi.boolean().required() },
    run: (asking, { leadId, to, warm }) => control(asking, leadId, { verb: 'transfer', to, warm }),
  },
  'call:keys': {
    schema: {
      leadId: id,
      keys: joi
        .string()
        .pattern(/^[0-9*#]{1,32}$/)
        .required(),
    },
    run: ({ parts, agentId }, { leadId, keys }) => sendKeys(parts, agentId, leadId, keys),
  },
  'call:colleagues': {
    schema: {},
    run: async ({ parts, agentId }) => ({ ok: true, colleagues: await availableTeammates(parts, agentId) }),
  },
} satisfies EventsOf<'call'>;

function plain(verb: VerbWithoutData): EventSpec<'call:hangup'> {
  return { schema: { leadId: id }, run: (asking, { leadId }) => control(asking, leadId, { verb }) };
}

function toggle(verb: 'hold' | 'mute'): EventSpec<'call:hold'> {
  return {
    schema: { leadId: id, on: joi.boolean().required() },
    run: (asking, { leadId, on }) => control(asking, leadId, { verb, on }),
  };
}

function control(asking: Asking, leadId: string, what: CallControl) {
  return shown(asking, controlCall(asking.parts, asking.agentId, leadId, what));
}
