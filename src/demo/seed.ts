/**
 * Fills an empty demo once: the campaign, the people, and a past day of leads told through the same use cases that a
 * real day goes through, with a clock that stands where the story is. A later start finds the mark and changes nothing;
 * a start that was cut off in between goes on where it was.
 */
import type { Agent } from '../core/agent/agent.ts';
import type { LeadEvent } from '../core/lead/events.ts';
import { DAY, HOUR, MINUTE, SECOND, type Moment } from '../core/time.ts';
import type { Inquiry, Parts } from '../ports.ts';
import { acceptOffer, seeOffer } from '../usecases/answerOffer.ts';
import { attachInquiry } from '../usecases/attachInquiry.ts';
import { changeLead } from '../usecases/changeLead.ts';
import { routeLeads } from '../usecases/routeLeads.ts';
import { finishLead, workLead } from '../usecases/workLead.ts';
import { DEMO_CAMPAIGN } from './campaign.ts';
import { DEMO_INFO, DEMO_PEOPLE } from './people.ts';
import { STORIES, type Story } from './prospects.ts';

const SEEDED = 'demoSeeded';
const SUPERVISOR = 'user_sam';
/** The desk renews a conversation before the policy's check of five minutes. */
const RENEWED_MINUTES = 4;

/** To be called before the routing engine starts, which would offer the stories' leads to the visitor's desks. */
export async function seedDemo(parts: Parts): Promise<void> {
  if (await parts.settings.get<boolean>(SEEDED)) return;
  const start = parts.clock.now();
  await parts.campaigns.save(DEMO_CAMPAIGN);
  await addPeople(parts, start);
  for (const story of STORIES) await tell(parts, story, start);
  for (const agent of await parts.agents.all()) {
    await parts.agents.save(agentAs(agent, { presence: 'offline', reach: 'absent' }, start));
  }
  await parts.settings.set(SEEDED, true);
}

async function addPeople(parts: Parts, start: Moment): Promise<void> {
  // One hash for all: hashing is slow on purpose, and these passwords are public.
  const passwordHash = await parts.passwords.hash(DEMO_INFO.password);
  for (const { speaks, ...person } of DEMO_PEOPLE) {
    const agent = speaks && { teamIds: [], languages: speaks, skills: [], capacity: 1 };
    await parts.users.add({ ...person, passwordHash, active: true, ...(agent && { agent }) }, start);
    if (!agent) continue;
    await parts.agents.save(
      agentAs(
        { id: person.id, name: person.name, ...agent },
        { presence: 'available', reach: 'reachable' },
        start - 2 * DAY,
      ),
    );
  }
}

function agentAs(
  { id, name, teamIds, languages, skills, capacity, idleSince }: AgentFacts,
  state: Pick<Agent, 'presence' | 'reach'>,
  at: Moment,
): Agent {
  return {
    ...{ id, name, teamIds, languages, skills, capacity },
    ...state,
    ...{ presenceAt: at, reachAt: at, idleSince: idleSince ?? at, missedInRow: 0 },
  };
}
type AgentFacts = Pick<Agent, 'id' | 'name' | 'teamIds' | 'languages' | 'skills' | 'capacity'> & { idleSince?: Moment };

async function tell(outside: Parts, story: Story, start: Moment): Promise<void> {
  let now = start - Math.round(story.hoursAgo * HOUR);
  // Nobody's desk is rung, and the engine does not answer: the story routes its own lead, at its own time.
  const parts: Parts = {
    ...outside,
    clock: { now: () => now, offset: () => 0 },
    bell: { ring: () => undefined, answeredBy: () => () => undefined },
  };

  const inquiry = inquiryOf(parts, story, now);
  const stored = await parts.inquiries.add(inquiry);
  const leadId = await attachInquiry(parts, stored.kind === 'replay' ? stored.inquiry : inquiry);
  const apply = (event: LeadEvent) => changeLead(parts, leadId, event);

  for (let missed = 0; missed < (story.missed ?? 0); missed += 1) {
    const offer = await offered(parts, leadId);
    if (!offer) return;
    await seeOffer(parts, { ...offer, offerId: offer.offerId });
    now += DEMO_CAMPAIGN.policy.offerMs;
    await apply({ kind: 'deadline' });
    now += SECOND;
  }
  const offer = await offered(parts, leadId);
  if (!offer) return;
  const { agentId } = offer;
  now += SECOND;
  await seeOffer(parts, offer);
  now += 4 * SECOND;
  await acceptOffer(parts, offer);
  now += 21 * SECOND;
  if (story.ending.kind === 'unreached') {
    await workLead(parts, leadId, { kind: 'unreached', agentId, result: story.ending.result });
    const by = { kind: 'supervisor', id: SUPERVISOR } as const;
    now += MINUTE;
    await workLead(parts, leadId, { kind: 'followUp', by, at: start + story.ending.inHours * HOUR });
    return;
  }
  await apply({ kind: 'talking', agentId });
  for (let minute = 1; minute <= (story.talkedMinutes ?? 1); minute += 1) {
    now += MINUTE;
    if (minute % RENEWED_MINUTES === 0) await apply({ kind: 'stillTalking' });
  }
  await apply({ kind: 'ended', agentId });
  now += 12 * SECOND;
  const noted = story.ending.note === undefined ? {} : { note: story.ending.note };
  if (story.ending.kind === 'closed') {
    await finishLead(parts, agentId, leadId, { outcome: story.ending.outcome, ...noted });
  } else {
    const callback = { at: start + story.ending.inHours * HOUR, owner: story.ending.owner };
    await finishLead(parts, agentId, leadId, { outcome: null, callback, ...noted });
  }
}

/** Routes, and says to whom the lead is held out; null when it went on already, told by an earlier start. */
async function offered(parts: Parts, leadId: string): Promise<{ agentId: string; offerId: string } | null> {
  await routeLeads(parts);
  const lead = await parts.leads.byId(leadId);
  const agentId = lead?.state === 'offered' ? lead.offer.agents[0]?.agentId : undefined;
  return lead?.state === 'offered' && agentId !== undefined ? { agentId, offerId: lead.offer.id } : null;
}

function inquiryOf(parts: Parts, story: Story, at: Moment): Inquiry {
  const { name, tel, telShown, zone, language, interest, message, email, answers } = story;
  const { version, ...wording } = DEMO_CAMPAIGN.consent;
  return {
    id: parts.random.id('inq'),
    requestKey: `demo:${tel}`,
    bodyHash: '',
    rawBody: '',
    kind: 'form',
    receiptId: parts.random.secret(),
    receivedAt: at,
    campaignId: DEMO_CAMPAIGN.id,
    formKey: DEMO_CAMPAIGN.formKey,
    person: {
      ...{ name, tel, telShown, telCountry: 'US', telType: 'FIXED_LINE_OR_MOBILE', language },
      ...{ zones: [zone], zoneFrom: 'browser' },
      ...(email !== undefined && { email }),
    },
    interest,
    ...(message !== undefined && { message }),
    answers: answers ?? {},
    source: { page: '/f/demo', utm: { source: 'spring-letter' } },
    consent: {
      ...{ call: true, now: true, text: false, email: email !== undefined },
      ...{ wordingVersion: version, language },
      wording: Object.fromEntries(Object.entries(wording).map(([box, texts]) => [box, texts[language] ?? texts.en])),
      ...{ page: '/f/demo', address: '127.0.0.1' },
    },
    spamReasons: [],
  };
}
