/** What the agent answers to an offer. */
import joi from 'joi';
import { acceptOffer, declineOffer, seeOffer } from '../../usecases/routing/answerOffer.ts';
import { id, shown, type EventsOf } from './event.ts';

export const OFFER_EVENTS = {
  'offer:seen': {
    schema: { offerId: id },
    run: ({ parts, agentId }, { offerId }) => seeOffer(parts, { agentId, offerId }),
  },
  'offer:accept': {
    schema: { offerId: id },
    run: (asking, { offerId }) => shown(asking, acceptOffer(asking.parts, { agentId: asking.agentId, offerId })),
  },
  'offer:decline': {
    schema: { offerId: id, reason: joi.string().max(500).allow('') },
    run: ({ parts, agentId }, { offerId, reason }) => declineOffer(parts, { agentId, offerId }, reason),
  },
} satisfies EventsOf<'offer'>;
