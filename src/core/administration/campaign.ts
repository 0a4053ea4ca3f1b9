/**
 * A campaign owns a form or a number: its form, consent wording, hours, script and policy. All of it is versioned data
 * and can change without code.
 */
import type { CallFlow } from '../call/flow.ts';
import type { SkillLevels } from '../vocabulary/skills.ts';
import type { Policy } from '../routing/policy.ts';
import type { LawTable } from '../law/lawTable.ts';
import type { ScoreModel } from '../score/model.ts';
import type { Scoring } from '../score/rules.ts';
import type { CallbackCadence } from '../callback/cadence.ts';
import type { CampaignKind } from '../vocabulary/campaignKinds.ts';
import type { ConsentWording, FieldAudience, FormField, FormFieldChoice } from '../vocabulary/form.ts';
import type { OpeningHours } from '../vocabulary/hours.ts';
import type { Language, Wording } from '../vocabulary/language.ts';
import type { ObjectionCard, ScriptStep } from '../vocabulary/script.ts';
import { isAlwaysOffered } from '../vocabulary/outcomes.ts';
import type { SurveyQuestion } from '../vocabulary/survey.ts';
import type { Business } from './business.ts';
import { offeredOutcomes, type OutcomeChoice } from './outcomeChoices.ts';

export interface Campaign {
  readonly id: string;
  readonly version: number;
  readonly name: Wording;
  readonly formKey: string;
  readonly language: Language;
  /** ISO 3166 alpha-2: the country of numbers without a country code. */
  readonly country: string;
  /**
   * `tel`: a number that can be dialed is required. `email`: the campaign works by email and the number is optional.
   */
  readonly contactBy: 'tel' | 'email';
  /** What its calls are for: some kinds are exempt from the national registry. */
  readonly kind: CampaignKind;
  readonly interests: readonly FormFieldChoice[];
  readonly fields: readonly FormField[];
  /** Names of removed fields whose answers only supervisors saw, and still do. Absent when there are none. */
  readonly withheldFields?: readonly string[];
  readonly consent: ConsentWording;
  /** Origins that may embed the form, such as `https://shop.example`. */
  readonly embedOrigins: readonly string[];
  readonly hours: OpeningHours;
  /** Teams whose agents get this campaign's leads; empty means every agent. */
  readonly teamIds: readonly string[];
  /** The minimum skill levels for this campaign's leads. */
  readonly skills: SkillLevels;
  /** Sites whose agents get them; absent or empty: wherever the agent works. */
  readonly siteIds?: readonly string[];
  /** Seconds added to the priority of this campaign's leads. */
  readonly bonusSeconds: number;
  /** What the agent reads aloud; `{name}`, `{interest}`, `{agent}`, `{campaign}` and custom fields are filled in. */
  readonly script: Wording;
  /** What follows the opening, and what to answer to objections. With the same placeholders. Absent without any. */
  readonly scriptSteps?: readonly ScriptStep[];
  readonly objections?: readonly ObjectionCard[];
  /** What agents ask in conversations, in this order, with the retired questions. Absent without any. */
  readonly survey?: readonly SurveyQuestion[];
  /** How leads are scored; absent if they aren't. */
  readonly scoring?: Scoring;
  /** The model in use: the same for every campaign, and read with them. Absent if none is. Never stored here. */
  readonly model?: ScoreModel;
  /** The law of calls by place, if administrators changed it: read with the campaigns, and never stored here. */
  readonly law?: LawTable;
  readonly policy: Policy;
  readonly cadence: CallbackCadence;
  /**
   * How many calls customers can book per quarter hour, where no agent of the campaign has a schedule. 0: they can't
   * choose a time on the form.
   */
  readonly callsPerSlot: number;
  /** Where agents have schedules: the percent of those scheduled whose time customers can book. */
  readonly slotShare: number;
  /** Call handling; absent for a campaign without a phone number. */
  readonly calls?: CallFlow;
  /**
   * The IDs of the outcomes available to agents; absent means all, also those added later. `doNotCall` is always
   * available, as the law requires (L3).
   */
  readonly outcomes?: readonly string[];
  readonly active: boolean;
  /** A policy that isn't active yet. It decides nothing. */
  readonly policyDraft?: RoutingPart;
}

/** The part of a campaign that decides who gets its leads. */
const ROUTING_FIELDS = ['policy', 'teamIds', 'skills', 'siteIds'] as const satisfies readonly (keyof CampaignDraft)[];
export type RoutingPart = Pick<CampaignDraft, (typeof ROUTING_FIELDS)[number]>;

/** Without sites is the same as with an empty list. */
export function routingPartOf({ policy, teamIds, skills, siteIds = [] }: RoutingPart): Required<RoutingPart> {
  return { policy, teamIds, skills, siteIds };
}

/** Whether the field at this path is in the part of a campaign that decides who gets its leads. */
export function isOfRouting(path: string): boolean {
  return ROUTING_FIELDS.some((field) => field === path.split('.')[0]);
}

/** Every team that may get leads of this campaign, by any rule or step; empty means every agent. */
export function teamsReached({ teamIds, policy }: Pick<Campaign, 'teamIds' | 'policy'>): readonly string[] {
  const pools = [teamIds, ...policy.rules.flatMap(({ who }) => (who ? [who.teamIds] : []))];
  if (pools.some((pool) => pool.length === 0)) return [];
  const steps = [...policy.steps, ...policy.rules.flatMap((rule) => rule.steps ?? [])];
  return [...new Set([...pools.flat(), ...steps.flatMap((step) => step.teamIds ?? [])])];
}

/** What an administrator can edit; saving assigns the version. */
export type CampaignDraft = Omit<
  Campaign,
  | 'id'
  | 'version'
  | 'withheldFields'
  | 'model'
  | 'law'
  | 'consent'
  | 'hours'
  | 'policy'
  | 'outcomes'
  | 'active'
  | 'calls'
  | 'policyDraft'
> & {
  readonly consent: Omit<ConsentWording, 'version'>;
  /** null: use the business's hours. */
  readonly hours: OpeningHours | null;
  readonly policy: Omit<Policy, 'version'>;
  /** null: all that are in use, also those added later. */
  readonly outcomes: readonly string[] | null;
};

/** Whether customers can choose a time for the call on this campaign's form. */
export function offersTimes({ callsPerSlot, contactBy }: Pick<Campaign, 'callsPerSlot' | 'contactBy'>): boolean {
  return callsPerSlot > 0 && contactBy === 'tel';
}

/**
 * The outcomes that agents may choose, in one order for all campaigns. A do-not-call request can always be entered
 * (L3).
 */
export function outcomesOf(
  { outcomes }: Pick<Campaign, 'outcomes'>,
  business: Pick<Business, 'outcomes'> | null,
): readonly OutcomeChoice[] {
  return offeredOutcomes(business).filter(({ id }) => !outcomes || isAlwaysOffered(id) || outcomes.includes(id));
}

/** Whether this audience sees the answers to a field, also after the field was removed. */
export function isAnswerVisible(
  { fields, withheldFields = [] }: Pick<Campaign, 'fields' | 'withheldFields'>,
  name: string,
  audience: FieldAudience,
): boolean {
  if (audience === 'supervisors') return true;
  const field = fields.find((one) => one.name === name);
  return field ? field.seenBy !== 'supervisors' : !withheldFields.includes(name);
}

/** `withheldFields` after an edit that leaves these fields. */
export function withheldAfter(
  before: Pick<Campaign, 'fields' | 'withheldFields'>,
  fields: readonly FormField[],
): Pick<Campaign, 'withheldFields'> {
  const supervisors = before.fields.filter(({ seenBy }) => seenBy === 'supervisors').map(({ name }) => name);
  const names = new Set([...(before.withheldFields ?? []), ...supervisors]);
  for (const { name } of fields) names.delete(name);
  return names.size > 0 ? { withheldFields: [...names] } : {};
}
