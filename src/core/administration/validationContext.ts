/** What a campaign is checked against before it is saved. */
import type { CallFlow } from '../call/flow.ts';
import type { OpeningHours } from '../vocabulary/hours.ts';
import type { Taker } from '../vocabulary/reach.ts';
import type { SurveyQuestion } from '../vocabulary/survey.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { Scoring } from '../score/rules.ts';
import type { CampaignDraft } from './campaign.ts';
import type { AskedForm } from './checkConditions.ts';

/** The fields of a campaign that decide which agents can get its leads. */
export type Staffing = Pick<CampaignDraft, 'teamIds' | 'skills' | 'siteIds'> & {
  readonly policy: Pick<CampaignDraft['policy'], 'steps' | 'rules'>;
};

export interface ValidationContext {
  readonly now: Moment;
  /** null: business hours aren't set. */
  readonly businessHours: OpeningHours | null;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly skills: readonly { readonly id: string; readonly name: string }[];
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  /** People who can take leads now: active, with a password. */
  readonly agents: readonly Taker[];
  /** Everyone with an account, whether they take leads or not. */
  readonly personIds: readonly string[];
  /** Used by other campaigns. */
  readonly formKeys: readonly string[];
  /** The saved version; null for a new campaign. */
  readonly edited: {
    readonly formKey: string;
    readonly hasLeads: boolean;
    readonly survey?: readonly SurveyQuestion[];
    readonly form?: AskedForm;
    readonly scoring?: Scoring;
  } | null;
  /** The saved call flow; null when the campaign takes no calls. */
  readonly calls: CallFlow | null;
  /** The staffing it required before this edit; null for a campaign that is new or about to be activated. */
  readonly asked: Staffing | null;
}
