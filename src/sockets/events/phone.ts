/** Whether the desk's softphone can be called. */
import joi from 'joi';
import { setSoftphoneReady } from '../../usecases/agents/agentPresence.ts';
import { failOverToPhone } from '../../usecases/calls/failOverToPhone.ts';
import { desksOf, type DeskNamespace } from '../connection/namespaces.ts';
import type { EventsOf } from './event.ts';

export const PHONE_EVENTS = {
  'phone:ready': {
    schema: {},
    run({ parts, socket, agentId }) {
      socket.data.isPhone = true;
      return setSoftphoneReady(parts, agentId, true);
    },
  },
  'phone:gone': {
    schema: { why: joi.string().valid('microphone') },
    async run({ parts, socket, agentId }, { why }) {
      socket.data.isPhone = false;
      const desks = await desksOf(socket.nsp as DeskNamespace, agentId);
      if (desks.some(({ data }) => data.isPhone)) return { ok: true };
      await setSoftphoneReady(parts, agentId, false);
      return why === 'microphone' ? failOverToPhone(parts, agentId) : { ok: true };
    },
  },
} satisfies EventsOf<'phone'>;
