/**
 * Checks a campaign as a whole against what is around it, before any of it is saved: every mistake at once, by path. A
 * campaign without mistakes can be found, filled in, offered and called back; what is saved is therefore always whole.
 */
import type { SkillLevels } from '../agent/skills.ts';
import type { CampaignDraft, OpeningHours } from '../campaign.ts';
import type { Moment } from '../time.ts';
import type { CallFlow } from '../call/flow.ts';
import { checkAsked } from './checkAsked.ts';
import { checkCadence } from './checkCadence.ts';
import { checkForm } from './checkForm.ts';
import { checkHours, checkPermitted } from './checkHours.ts';
import { checkPolicy } from './checkPolicy.ts';
import { checkScript } from './checkScript.ts';
import { checkStaff, type Staffing } from './checkStaff.ts';
import { mistake, type Mistake } from './mistake.ts';

/** What a campaign is checked against. */
export interface Surroundings {
  readonly now: Moment;
  /** null: the business has not decided its hours. */
  readonly businessHours: OpeningHours | null;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly skills: readonly { readonly id: string; readonly name: string }[];
  /** People who take leads now: active, with a password of their own. */
  readonly agents: readonly { readonly teamIds: readonly string[]; readonly skills: SkillLevels }[];
  /** Of the other campaigns. */
  readonly formKeys: readonly string[];
  /** The campaign as it is saved; null for a new one. */
  readonly edited: { readonly formKey: string; readonly hasLeads: boolean } | null;
  /** What happens to its calls, as it is saved; null where it takes none. */
  readonly calls: CallFlow | null;
  /** Whom it asked for until now; null when it is new, or about to be switched on. */
  readonly asked: Staffing | null;
}

type Section = (draft: CampaignDraft, surroundings: Surroundings) => readonly Mistake[];

/** A part of a campaign that is added later adds its check here. */
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
