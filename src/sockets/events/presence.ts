/** The status that the agent chooses. */
import joi from 'joi';
import { AWAY_REASONS, PRESENCES } from '../../core/vocabulary/presence.ts';
import { choosePresence } from '../../usecases/agents/choosePresence.ts';
import type { EventsOf } from './event.ts';

export const PRESENCE_EVENTS = {
  'presence:set': {
    schema: {
      presence: joi
        .string()
        .valid(...PRESENCES)
        .required(),
      reason: joi.string().valid(...AWAY_REASONS),
    },
    run: ({ parts, agentId }, { presence, reason }) => choosePresence(parts, agentId, presence, reason),
  },
} satisfies EventsOf<'presence'>;
