/**
 * Plays one story of the demo’s past through the state machine that decides about real leads, step by step: the
 * inquiry, each offer with the record of its choice, the conversation, the ending. Returns what one write stores.
 */
import type { Agent } from '../core/agent/agent.ts';
import { advanceLead } from '../core/lead/advance.ts';
import type { LeadEvent } from '../core/lead/events.ts';
import { openLead } from '../core/lead/openLead.ts';
import type { Context, LeadChange, Step } from '../core/lead/step.ts';
import { chooseAgents } from '../core/routing/chooseAgents.ts';
import type { Decision } from '../core/routing/decision.ts';
import { stepAt } from '../core/routing/policy.ts';
import { HOUR, MINUTE, SECOND, type Moment } from '../core/vocabulary/time.ts';
import type { Inquiry } from '../ports/inquiries.ts';
import { offerIdFor } from '../usecases/routing/answerOffer.ts';
import { DEMO_CAMPAIGN } from './campaign.ts';
import type { Story } from './prospects.ts';

export interface PlayedStory {
  readonly inquiry: Inquiry;
  readonly change: LeadChange;
  readonly decisions: readonly Decision[];
  readonly servedBy: string;
  readonly endedAt: Moment;
}

interface Setting {
  readonly id: string;
  readonly at: Moment;
  /** The demo’s first start; agreed times count from it. */
  readonly start: Moment;
  readonly agents: readonly Agent[];
}

const SUPERVISOR = { kind: 'supervisor', id: 'user_sam' } as const;
/** The desk renews a conversation before the policy’s check after five minutes. */
const RENEWED_MINUTES = 4;

export function playStory(story: Story, { id, at, start, agents }: Setting): PlayedStory {
  const inquiry = inquiryOf(story, id, at);
  const player = new StoryPlayer(inquiry);
  for (let missed = 0; missed < (story.missed ?? 0); missed += 1) {
    const { agentId, offerId } = player.offer(agents);
    player.wait(SECOND).play({ kind: 'seen', agentId, offerId });
    player.wait(DEMO_CAMPAIGN.policy.offerMs).play({ kind: 'deadline' });
    player.wait(SECOND);
  }

  const { agentId, offerId } = player.offer(agents);
  player.wait(SECOND).play({ kind: 'seen', agentId, offerId });
  player.wait(4 * SECOND).play({ kind: 'accept', agentId, offerId });
  player.wait(21 * SECOND);
  if (story.ending.kind === 'unreached') {
    player.play({ kind: 'unreached', agentId, result: story.ending.result });
    player.wait(MINUTE).play({ kind: 'followUp', by: SUPERVISOR, at: start + story.ending.inHours * HOUR });
    return player.finish(inquiry, agentId);
  }

  player.play({ kind: 'talking', agentId });
  for (let minute = 1; minute <= (story.talkedMinutes ?? 1); minute += 1) {
    player.wait(MINUTE);
    if (minute % RENEWED_MINUTES === 0) player.play({ kind: 'stillTalking' });
  }
  player.play({ kind: 'ended', agentId }).wait(12 * SECOND);
  const by = { kind: 'agent', id: agentId } as const;
  const noted = story.ending.note === undefined ? {} : { note: story.ending.note };
  if (story.ending.kind === 'closed') {
    player.play({ kind: 'close', by, outcome: story.ending.outcome, ...noted });
  } else {
    const owner = story.ending.owner === 'me' ? { ownerId: agentId } : {};
    player.play({ kind: 'followUp', by, at: start + story.ending.inHours * HOUR, ...owner, ...noted });
  }
  return player.finish(inquiry, agentId);
}

class StoryPlayer {
  #now: Moment;
  #change: LeadChange;
  readonly #decisions: Decision[] = [];

  constructor(inquiry: Inquiry) {
    const { id, receivedAt, campaignId, interest, message, source, person, answers, consent } = inquiry;
    this.#now = receivedAt;
    this.#change = openLead(
      {
        id: `ld_${id}`,
        inquiry: {
          id,
          kind: 'form',
          at: receivedAt,
          campaignId,
          ...(interest !== undefined && { interest }),
          ...(message !== undefined && { message }),
          source,
        },
        consent: {
          inquiryId: id,
          at: receivedAt,
          wordingVersion: consent.wordingVersion,
          call: consent.call,
          now: consent.now,
          text: consent.text,
          email: consent.email,
        },
        facts: { person, answers },
        spamReasons: [],
        suspectedDuplicateIds: [],
      },
      this.#context(),
    );
  }

  wait(ms: number): this {
    this.#now += ms;
    return this;
  }

  play(event: LeadEvent): this {
    const step: Step = advanceLead(this.#change.lead, event, this.#context());
    if (step.kind !== 'changed')
      throw new Error(`the demo's story is not possible: ${event.kind}, ${JSON.stringify(step)}`);
    // Effects of the past have already happened.
    this.#change = { lead: step.lead, entries: [...this.#change.entries, ...step.entries], effects: [] };
    return this;
  }

  /** Offers the lead to the agents that routing would choose, and keeps the record of the choice. */
  offer(agents: readonly Agent[]): { agentId: string; offerId: string } {
    const { lead } = this.#change;
    if (lead.state !== 'waiting') throw new Error(`the demo's story offers a lead that is ${lead.state}`);
    const { policy, skills, teamIds } = DEMO_CAMPAIGN;
    const now = this.#now;
    const routed = {
      id: lead.id,
      epoch: lead.epoch,
      language: lead.person.language,
      skills,
      teamIds,
      tried: lead.wait.tried,
      waitedMs: now - lead.wait.startedAt,
      priorityMs: now - lead.wait.rankedFrom + lead.wait.bonusMs,
    };
    const candidates = agents.map((agent) => ({ agent, heldSlots: [] }));
    const decision = chooseAgents(routed, candidates, policy, stepAt(policy, lead.wait.startedAt, now), now);
    const [winner] = decision.winners;
    if (!winner) throw new Error('the demo’s story finds no agent');
    this.#decisions.push(decision);
    const offerId = offerIdFor(lead.id, lead.epoch);
    const held = [{ agentId: winner.agentId, slot: winner.slot }];
    this.play({
      kind: 'offer',
      offer: {
        id: offerId,
        agents: held,
        offeredAt: now,
        expiresAt: now + policy.offerMs,
        seenBy: now + policy.seenMs,
      },
    });
    return { agentId: winner.agentId, offerId };
  }

  finish(inquiry: Inquiry, servedBy: string): PlayedStory {
    return {
      inquiry: { ...inquiry, leadId: this.#change.lead.id },
      change: { ...this.#change, effects: [] },
      decisions: this.#decisions,
      servedBy,
      endedAt: this.#now,
    };
  }

  #context(): Context {
    const { policy, cadence, hours, contactBy, bonusSeconds } = DEMO_CAMPAIGN;
    return { now: this.#now, policy, cadence, hours, contactBy, bonusSeconds, doNotCallSince: null };
  }
}

function inquiryOf(story: Story, id: string, at: Moment): Inquiry {
  const { name, tel, telShown, zone, language, interest, message, email, answers } = story;
  const { version, ...wording } = DEMO_CAMPAIGN.consent;
  return {
    id,
    requestKey: id,
    bodyHash: '',
    rawBody: '',
    kind: 'form',
    receiptId: `receipt_${id}`,
    receivedAt: at,
    campaignId: DEMO_CAMPAIGN.id,
    formKey: DEMO_CAMPAIGN.formKey,
    person: {
      name,
      tel,
      telShown,
      telCountry: 'US',
      telType: 'FIXED_LINE_OR_MOBILE',
      language,
      zones: [zone],
      zoneFrom: 'browser',
      ...(email !== undefined && { email }),
    },
    interest,
    ...(message !== undefined && { message }),
    answers: answers ?? {},
    source: { page: '/f/demo', utm: { source: 'spring-letter' } },
    consent: {
      call: true,
      now: true,
      text: false,
      email: email !== undefined,
      wordingVersion: version,
      language,
      wording: Object.fromEntries(Object.entries(wording).map(([box, texts]) => [box, texts[language] ?? texts.en])),
      page: '/f/demo',
      address: '127.0.0.1',
    },
    spamReasons: [],
  };
}
