/**
 * A campaign is what a form or a number belongs to: its form, its consent wording, its hours, its script and its
 * policy. All of it is data, versioned; changing it needs no code.
 */
import type { CallFlow } from './call/flow.ts';
import type { SkillLevels } from './agent/skills.ts';
import { AGENT_OUTCOMES, type AgentOutcome } from './lead/lead.ts';
import type { Policy } from './routing/policy.ts';
import type { CallbackCadence } from './callback/cadence.ts';

export type Language = 'en' | 'ko';
export const LANGUAGES: readonly Language[] = ['en', 'ko'];

/** A text in each language; `en` is the fallback. */
export type Wording = { readonly en: string } & Partial<Record<Language, string>>;

export interface FormFieldChoice {
  readonly value: string;
  readonly label: Wording;
}

/** A field that the campaign adds to the fixed ones (name, phone, email, interest, message). */
export type FormField =
  | {
      readonly name: string;
      readonly label: Wording;
      readonly required: boolean;
      readonly kind: 'text' | 'date';
    }
  | {
      readonly name: string;
      readonly label: Wording;
      readonly required: boolean;
      readonly kind: 'number';
      /** The least and the greatest number that is accepted, themselves included. */
      readonly min?: number;
      readonly max?: number;
    }
  | {
      readonly name: string;
      readonly label: Wording;
      readonly required: boolean;
      readonly kind: 'choice' | 'choices';
      readonly choices: readonly FormFieldChoice[];
    };

/** The wording of one consent box. A change makes a new version; what a person saw is kept with their inquiry. */
export interface ConsentWording {
  readonly version: number;
  readonly call: Wording;
  readonly now: Wording;
  readonly text: Wording;
  readonly email: Wording;
}

/** Opening hours in the business's own zone. `null` is open round the clock. Minutes since local midnight. */
export interface OpeningHours {
  readonly zone: string;
  readonly weekly: Readonly<
    Record<1 | 2 | 3 | 4 | 5 | 6 | 7, readonly { readonly from: number; readonly to: number }[]>
  > | null;
  /** Local dates, `YYYY-MM-DD`, on which the business is closed. */
  readonly holidays: readonly string[];
}

export interface Campaign {
  readonly id: string;
  readonly version: number;
  readonly name: Wording;
  readonly formKey: string;
  readonly language: Language;
  /** ISO 3166 alpha-2: how a number without a country code is read. */
  readonly country: string;
  /** `tel`: a number that can be dialled is required. `email`: the campaign goes by mail and the number is optional. */
  readonly contactBy: 'tel' | 'email';
  readonly interests: readonly FormFieldChoice[];
  readonly fields: readonly FormField[];
  readonly consent: ConsentWording;
  /** Origins that may show the form in a frame, such as `https://shop.example`. */
  readonly embedOrigins: readonly string[];
  readonly hours: OpeningHours;
  /** Teams whose agents are offered this campaign's leads; empty means every agent. */
  readonly teamIds: readonly string[];
  /** The least level of each skill that an agent needs for this campaign's leads. */
  readonly skills: SkillLevels;
  /** Seconds added to the priority of the campaign's leads. */
  readonly bonusSeconds: number;
  /** What the agent reads out; `{name}`, `{interest}`, `{agent}`, `{campaign}` and the fields' names are filled in. */
  readonly script: Wording;
  readonly policy: Policy;
  readonly cadence: CallbackCadence;
  /** What happens to calls; absent for a campaign without a telephone number. */
  readonly calls?: CallFlow;
  /** The outcomes that agents are offered; absent: every one. `doNotCall` always is: the law asks for it (L3). */
  readonly outcomes?: readonly AgentOutcome[];
  readonly active: boolean;
}

/** What an administrator chooses of a campaign; versions are counted by whoever saves it. */
export type CampaignDraft = Omit<
  Campaign,
  'id' | 'version' | 'consent' | 'hours' | 'policy' | 'outcomes' | 'active' | 'calls'
> & {
  readonly consent: Omit<ConsentWording, 'version'>;
  /** null: the business's. */
  readonly hours: OpeningHours | null;
  readonly policy: Omit<Policy, 'version'>;
  readonly outcomes: readonly AgentOutcome[];
};

/** What agents may choose from, in one order for all campaigns. Whoever asks never to be called is always entered (L3). */
export function outcomesOf({ outcomes }: Pick<Campaign, 'outcomes'>): readonly AgentOutcome[] {
  return AGENT_OUTCOMES.filter((outcome) => !outcomes || outcome === 'doNotCall' || outcomes.includes(outcome));
}
