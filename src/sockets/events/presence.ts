/** The status that the agent chooses. */
import joi from 'joi';
import { PRESENCES } from '../../core/vocabulary/presence.ts';
import { choosePresence } from '../../usecases/agents/choosePresence.ts';
import type { EventsOf } from './event.ts';

export const PRESENCE_EVENTS = {
  'presence:set': {
    schema: {
      presence: joi
        .string()
        .valid(...PRESENCES)
        .required(),
      // Which ones there are is the business's choice.
      reason: joi.string().max(100).meta({ text: 'code' }),
    },
    run: ({ parts, agentId }, { presence, reason }) => choosePresence(parts, agentId, presence, reason),
  },
} satisfies EventsOf<'presence'>;
