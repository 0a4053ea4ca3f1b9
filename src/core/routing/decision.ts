/** The record of one routing choice: who is offered the lead, and the one reason why each other agent isn't. */
import type { SkillLevels } from '../vocabulary/skills.ts';
import type { Language } from '../vocabulary/language.ts';
import type { Need } from '../vocabulary/reach.ts';
import type { Moment } from '../vocabulary/time.ts';

const BEHIND = [
  'idleLess',
  'laterTurn',
  'tookMore',
  'lessSkill',
  'wonLess',
  'learnersTurn',
  'notLastAgent',
  'notDrawn',
] as const;

/**
 * What an agent lacks, with the reason if the step only prefers it: then someone who had everything preferred was free.
 */
export const PREFERRED = {
  otherTeam: 'preferredTeam',
  otherSite: 'preferredSite',
  language: 'preferredLanguage',
  skills: 'preferredSkills',
  skillLevel: 'preferredSkillLevel',
} as const;

/** In the order in which a record lists them. Each has its sentences for the lead page, the floor and the desk (shared/text). */
export const PASSED_OVER_REASONS = [
  // Not eligible.
  'away',
  'offline',
  'silent',
  'absent',
  'otherTeam',
  'otherSite',
  'promisedToAnother',
  'refused',
  'language',
  'skills',
  'skillLevel',
  // Every slot is taken, by what they are doing; `busy` where that isn't known, and in records of earlier versions.
  'onCall',
  'connecting',
  'wrapUp',
  'otherOffer',
  'busy',
  'noTelephone',
  'declined',
  'justTried',
  'tried',
  'orderUnknown',
  'capHour',
  'capDay',
  'coolDown',
  ...Object.values(PREFERRED),
  'keptForLastAgent',
  ...BEHIND,
] as const;

export type PassedOverReason = (typeof PASSED_OVER_REASONS)[number];

export interface Winner {
  readonly agentId: string;
  readonly slot: number;
  readonly idleMs: number;
  /** In the order that applied, the lowest goes first. Absent in decisions of earlier versions. */
  readonly rank?: number;
  /** The number that decided a tie, the lowest wins; absent if there was none. See draw.ts. */
  readonly draw?: number;
}

/** Why eligible agents weren't chosen: others rank before them. */
export const RANKED_BEHIND: readonly PassedOverReason[] = BEHIND;

const NEEDS = {
  otherTeam: 'teams',
  otherSite: 'sites',
  language: 'language',
  skills: 'skills',
  skillLevel: 'skills',
} as const satisfies Record<keyof typeof PREFERRED, Need | 'teams'>;

/** The reason as it is recorded now: earlier versions recorded what was preferred as if it had been required. */
export function reasonIn({ asked }: Pick<Decision, 'asked'>, recorded: PassedOverReason): PassedOverReason {
  if (!isLack(recorded) || asked?.preferred?.isMet !== true) return recorded;
  const { needs, teamIds } = asked.preferred;
  return needs.includes(NEEDS[recorded]) && teamIds === undefined ? PREFERRED[recorded] : recorded;
}

export function isLack(reason: PassedOverReason): reason is keyof typeof PREFERRED {
  return Object.hasOwn(PREFERRED, reason);
}

/** How many agents could have been offered the lead, including those who were. */
export function countEligible({ winners, passedOver }: Pick<Decision, 'winners' | 'passedOver'>): number {
  return RANKED_BEHIND.reduce((sum, reason) => sum + (passedOver[reason]?.length ?? 0), winners.length);
}

/** Everyone in the draw, including the winners; empty if there was none. */
export function drawnAmong({ winners, passedOver }: Pick<Decision, 'winners' | 'passedOver'>): readonly string[] {
  const won = winners.flatMap(({ agentId, draw }) => (draw === undefined ? [] : [agentId]));
  return won.length === 0 ? [] : [...won, ...(passedOver.notDrawn ?? [])];
}

/**
 * What the lead required at its step; `language`, `skills` and `siteIds` leave out what the step waives or only prefers.
 */
export interface Asked {
  /** The campaign's or the rule's, and the step's further ones; empty: everyone. */
  readonly teamIds: readonly string[];
  readonly language?: Language;
  readonly skills?: SkillLevels;
  readonly siteIds?: readonly string[];
  readonly preferred?: Preferred;
  /** Supervisors who take leads as well, whatever their teams, sites and skills. */
  readonly supervisors?: true;
}

/** What the step preferred. If someone who has all of it was free, only such agents were eligible. */
export interface Preferred extends Partial<Pick<Asked, 'teamIds' | 'language' | 'skills' | 'siteIds'>> {
  readonly needs: readonly (Need | 'teams')[];
  /** Then the others say what the lead prefers. Decisions of earlier versions have that in `Asked`. */
  readonly isMet: boolean;
}

/** Keyed (lead, epoch). */
export interface Decision {
  readonly leadId: string;
  readonly epoch: number;
  readonly at: Moment;
  readonly policyVersion: number;
  /** The version of the roster (roster.ts): of everyone this record lists. Absent in decisions of earlier versions. */
  readonly roster?: string;
  /** The name of the policy's rule that matched; absent where none did. */
  readonly rule?: string;
  /** The order that applied, as stored. Absent in decisions of earlier versions: longest idle. */
  readonly order?: string;
  /** `afterMs` of the policy step in force. */
  readonly step: number;
  /** The burn of the speed budget, if it is above 1: each step began at half its age (speedBudget.ts). */
  readonly burn?: number;
  readonly priorityMs: number;
  /** What the lead required. Absent in decisions of earlier versions, like `offerTo` and `ranks`. */
  readonly asked?: Asked;
  /** How many agents the step offers it to, at most. */
  readonly offerTo?: number;
  /** The step offers it to everyone; the order decides who are the first `offerTo`. */
  readonly toEveryone?: true;
  readonly winners: readonly Winner[];
  /** Agent ids by the one reason each was passed over for. */
  readonly passedOver: Readonly<Partial<Record<PassedOverReason, readonly string[]>>>;
  /**
   * The ranks of those in `passedOver` who ranked behind, in the same order. Those who lost a draw have the last
   * winner's.
   */
  readonly ranks?: Readonly<Partial<Record<PassedOverReason, readonly number[]>>>;
}
