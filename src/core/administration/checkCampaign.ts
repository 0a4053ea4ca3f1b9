/**
 * Checks a whole campaign against its surroundings before any of it is saved, and reports every mistake at once, by
 * path. A saved campaign is therefore always complete: its form works, and its leads can be offered and called back.
 */
import type { SkillLevels } from '../agent/skills.ts';
import type { CampaignDraft } from './campaign.ts';
import type { OpeningHours } from '../vocabulary/hours.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { CallFlow } from '../call/flow.ts';
import { checkAsked } from './checkAsked.ts';
import { checkCadence } from './checkCadence.ts';
import { checkForm } from './checkForm.ts';
import { checkHours, checkPermitted } from './checkHours.ts';
import { checkPolicy } from './checkPolicy.ts';
import { checkScript } from './checkScript.ts';
import { checkStaff, type Staffing } from './checkStaff.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';

/** What a campaign is checked against. */
export interface Surroundings {
  readonly now: Moment;
  /** null: business hours aren't set. */
  readonly businessHours: OpeningHours | null;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly skills: readonly { readonly id: string; readonly name: string }[];
  /** People who can take leads now: active, with a password. */
  readonly agents: readonly { readonly teamIds: readonly string[]; readonly skills: SkillLevels }[];
  /** Used by other campaigns. */
  readonly formKeys: readonly string[];
  /** The saved version; null for a new campaign. */
  readonly edited: { readonly formKey: string; readonly hasLeads: boolean } | null;
  /** The saved call flow; null when the campaign takes no calls. */
  readonly calls: CallFlow | null;
  /** The staffing it required before this edit; null for a campaign that is new or about to be activated. */
  readonly asked: Staffing | null;
}

type Section = (draft: CampaignDraft, surroundings: Surroundings) => readonly Mistake[];

/** Each part of a campaign adds its check here. */
const SECTIONS: readonly Section[] = [
  checkForm,
  checkAsked,
  checkOpening,
  checkStaff,
  checkScript,
  checkPolicy,
  checkCadence,
  checkOutcomes,
];

/** Every mistake; empty when the campaign may be saved. */
export function checkCampaign(draft: CampaignDraft, surroundings: Surroundings): readonly Mistake[] {
  return SECTIONS.flatMap((section) => section(draft, surroundings));
}

function checkOpening(draft: CampaignDraft, { businessHours, now }: Surroundings): readonly Mistake[] {
  const { hours } = draft;
  if (hours) {
    const mistakes = checkHours(hours, 'hours', now);
    return mistakes.length > 0 ? mistakes : checkPermitted(draft, hours, 'hours.weekly', now);
  }
  return businessHours ? checkPermitted(draft, businessHours, 'hours', now) : [mistake('hours', 'hoursMissing')];
}

function checkOutcomes({ outcomes }: CampaignDraft): readonly Mistake[] {
  return outcomes.length === 0 ? [mistake('outcomes', 'outcomesMissing')] : [];
}
