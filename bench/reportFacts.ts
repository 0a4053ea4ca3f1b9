/** The facts of a busy floor's day, invented: the leads that arrive, what becomes of them, and the agents' statuses. */
import { ON_LINE, type Fact, type FactKind } from '../src/core/lead/facts.ts';
import { dateOf, dayEnd, dayStart } from '../src/core/report/localDays.ts';
import type { SurveyQuestion } from '../src/core/vocabulary/survey.ts';
import { HOUR, MINUTE, SECOND, type Moment } from '../src/core/vocabulary/time.ts';
import { dice, type Dice } from './many/dice.ts';

export const CAMPAIGNS: readonly string[] = Array.from({ length: 5 }, (_campaign, index) => `campaign${index}`);
export const SURVEY: readonly SurveyQuestion[] = [
  {
    ...{ id: 'question1', label: { en: 'Is it yours?' }, kind: 'choice' },
    choices: ['yes', 'no', 'rented'].map((id) => ({ id, label: { en: id } })),
  },
  { id: 'question2', label: { en: 'How likely?' }, kind: 'number', min: 0, max: 10 },
];

export const AGENTS: readonly string[] = Array.from({ length: 60 }, (_agent, index) => `agent${index}`);
const SOURCES = 20;
/** Few inquiries by night. */
const BY_HOUR = Array.from({ length: 24 }, (_hour, hour) => [hour, hour < 7 ? 1 : 6] as const);
const OUTCOMES = ['won', 'appointment', 'notInterested', 'notQualified', 'unreachable', 'doNotCall', 'spam'] as const;
const SHIFT_FROM = 9 * HOUR;

/** Of one lead, in order. */
export interface LeadFacts {
  readonly leadId: string;
  readonly facts: readonly Fact[];
}

export interface DayOfFacts {
  readonly leads: readonly LeadFacts[];
  readonly presences: readonly Fact[];
}

export function factsOfDay(date: string, zone: string, leads: number): DayOfFacts {
  const [from, until] = [dayStart(date, zone), dayEnd(date, zone)];
  const random = dice(from / HOUR);
  const label = dateOf(from, zone);
  return {
    leads: Array.from({ length: leads }, (_lead, index) => {
      const openedAt = Math.min(until - 1, from + random.weighted(BY_HOUR) * HOUR + random.upTo(HOUR));
      return factsOfLead(`ld_${label}_${index}`, openedAt, random);
    }),
    presences: AGENTS.flatMap((agentId) => shiftOf(agentId, from + SHIFT_FROM)),
  };
}

function factsOfLead(leadId: string, openedAt: Moment, random: Dice): LeadFacts {
  const { upTo, of } = random;
  const facts: Fact[] = [];
  const campaignId = of(CAMPAIGNS);
  let at = openedAt;
  const add = (kind: FactKind, more: Partial<Fact> = {}) =>
    void facts.push({ id: `${leadId}:${facts.length + 1}`, kind, at, campaignId, ...more });
  const isCaller = upTo(4) === 0;
  add('opened', {
    source: `source${upTo(1 + upTo(SOURCES))}`,
    interest: of(['roof', 'battery', 'advice']),
    consent: isCaller ? ['asked'] : ['call', 'email'],
    ...(isCaller && { reason: ON_LINE }),
  });
  const [isRefused, hangsUp] = [upTo(10) === 0, isCaller && upTo(10) === 0];
  if (isRefused) {
    add('refused', { reason: of(['outside-hours', 'attempts']), rule: of(['L1', 'L4']) });
    add('promised', { reason: 'notPermittedYet' });
    at += 2 * HOUR;
    add('due', { seconds: 1800 });
  } else if (hangsUp) {
    at += upTo(90) * SECOND;
    add('hungUp');
    return { leadId, facts };
  }
  at += (1 + upTo(1 + upTo(120))) * SECOND;
  const agentIds = [of(AGENTS)];
  add('offered', { agentIds });
  at += (1 + upTo(9)) * SECOND;
  if (upTo(12) === 0) add(of(['declined', 'missed']), { agentIds, reason: 'busy' });
  else {
    add('accepted', { agentIds, reason: isCaller ? 'inquiry' : 'consent' });
    at += upTo(40) * SECOND;
    if (upTo(10) < 7) talk({ add, wait: (ms) => (at += ms), agentIds, openedAt, at: () => at }, random);
    else add('notReached', { agentIds });
  }
  const outcome = of(OUTCOMES);
  add('closed', { agentIds, outcome, ...(outcome === 'won' && { amount: 100 + upTo(900) }) });
  return { leadId, facts };
}

interface Course {
  readonly add: (kind: FactKind, more?: Partial<Fact>) => void;
  readonly wait: (ms: number) => void;
  readonly at: () => Moment;
  readonly agentIds: readonly string[];
  readonly openedAt: Moment;
}

function talk({ add, wait, at, agentIds, openedAt }: Course, { upTo, of }: Dice): void {
  add('talked', { agentIds, seconds: Math.round((at() - openedAt) / SECOND) });
  const seconds = 30 + upTo(600);
  wait(seconds * SECOND);
  if (upTo(5) === 0)
    add('surveyed', { agentIds, survey: { question1: [of(['yes', 'no', 'rented'])], question2: upTo(11) } });
  add('ended', { agentIds, seconds });
  wait((5 + upTo(40)) * SECOND);
}

/** Two halves with a meal between. */
function shiftOf(agentId: string, from: Moment): readonly Fact[] {
  const spans = [
    [from, 4 * HOUR, { presence: 'available' }],
    [from + 4 * HOUR, 30 * MINUTE, { presence: 'away', reason: 'meal' }],
    [from + 4.5 * HOUR, 4 * HOUR, { presence: 'available' }],
  ] as const;
  return spans.map(([since, length, what]) => ({
    ...{ id: `${agentId}:${since}`, kind: 'presence', at: since + length, campaignId: '' },
    ...{ agentIds: [agentId], seconds: length / SECOND, ...what },
  }));
}
