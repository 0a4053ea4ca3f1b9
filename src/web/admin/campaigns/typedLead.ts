/** The lead for which an administrator asks who would get it: typed in, or picked from history. Pure. */
import type { Language } from '../../../core/vocabulary/language.ts';
import type { OrderName } from '../../../core/vocabulary/orders.ts';
import type { CampaignFields } from '../../../shared/admin.ts';

export interface TypedLead {
  /** Picked; what is typed about a lead then doesn't count. */
  readonly leadId: string | null;
  readonly language: Language;
  readonly interest: string;
  readonly source: string;
  /** Empty: not scored. */
  readonly score: string;
  /** Separated by commas. */
  readonly places: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly knownAgentId: string;
  readonly waitedSeconds: number;
  readonly isLive: boolean;
}

export function freshLead({ language }: Pick<CampaignFields, 'language'>): TypedLead {
  return {
    ...{ leadId: null, language, interest: '', source: '', score: '', places: '', answers: {}, knownAgentId: '' },
    ...{ waitedSeconds: 0, isLive: false },
  };
}

/** What the policy looks at beyond what every lead has: only that is asked for. */
export function factsAsked({ rules, order }: CampaignFields['policy']) {
  const orders = [order, ...rules.flatMap((rule) => rule.order ?? [])];
  const conditions = rules.map(({ when }) => when);
  const named = (part: 'answers' | 'numbers') => conditions.flatMap((when) => Object.keys(when[part] ?? {}));
  const known: OrderName = 'lastAgent';
  return {
    score: conditions.some(({ score }) => score !== undefined),
    places: conditions.some(({ places }) => places !== undefined),
    answers: [...new Set([...named('answers'), ...named('numbers')])],
    numbers: named('numbers'),
    knownAgent: orders.some(({ kind }) => kind === known),
  };
}

/** The lead as the question is sent. */
export function sentLead(lead: TypedLead, asked: ReturnType<typeof factsAsked>): object {
  const { leadId, language, isLive } = lead;
  const now = { waitedMs: lead.waitedSeconds * 1000, isLive };
  if (leadId !== null) return { leadId, ...now };
  const places = lead.places
    .split(',')
    .map((place) => place.trim().toUpperCase())
    .filter((place) => place !== '');
  const answers = asked.answers.flatMap((name) => {
    const answer = lead.answers[name]?.trim() ?? '';
    if (answer === '') return [];
    const isNumber = asked.numbers.includes(name) && Number.isFinite(Number(answer));
    return [[name, isNumber ? Number(answer) : answer] as const];
  });
  return {
    ...{ language, ...now },
    ...(lead.interest !== '' && { interest: lead.interest }),
    ...(lead.source.trim() !== '' && { source: lead.source.trim() }),
    ...(asked.score && lead.score !== '' && { score: Number(lead.score) }),
    ...(asked.places && places.length > 0 && { places }),
    ...(answers.length > 0 && { answers: Object.fromEntries(answers) }),
    ...(asked.knownAgent && lead.knownAgentId !== '' && { knownAgentId: lead.knownAgentId }),
  };
}
