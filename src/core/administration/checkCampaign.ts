/**
 * Checks a whole campaign against its surroundings before any of it is saved, and reports every mistake at once, by
 * path. A saved campaign is therefore always complete: its form works, and its leads can be offered and called back.
 */
import type { CampaignDraft } from './campaign.ts';
import { checkFlowReferences } from './checkFlowReferences.ts';
import { checkCadence } from './checkCadence.ts';
import { checkForm } from './checkForm.ts';
import { checkHours, checkPermitted } from './checkHours.ts';
import { checkPolicy } from './checkPolicy.ts';
import { checkReach } from './checkReach.ts';
import { checkRules } from './checkRules.ts';
import { checkScoring } from './checkScoring.ts';
import { checkScript } from './checkScript.ts';
import { checkStaff } from './checkStaff.ts';
import { checkSurvey } from './survey.ts';
import type { ValidationContext } from './validationContext.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';

type Section = (draft: CampaignDraft, surroundings: ValidationContext) => readonly Mistake[];

/** Each part of a campaign adds its check here. */
const SECTIONS: readonly Section[] = [
  checkForm,
  checkFlowReferences,
  checkOpening,
  checkStaff,
  checkScript,
  checkSurvey,
  checkPolicy,
  checkRules,
  checkReach,
  checkScoring,
  checkCadence,
  checkOutcomes,
];

/** Every mistake; empty when the campaign may be saved. */
export function checkCampaign(draft: CampaignDraft, surroundings: ValidationContext): readonly Mistake[] {
  return SECTIONS.flatMap((section) => section(draft, surroundings));
}

function checkOpening(draft: CampaignDraft, { businessHours, now }: ValidationContext): readonly Mistake[] {
  const { hours } = draft;
  if (hours) {
    const mistakes = checkHours(hours, 'hours', now);
    return mistakes.length > 0 ? mistakes : checkPermitted(draft, hours, 'hours.weekly', now);
  }
  return businessHours ? checkPermitted(draft, businessHours, 'hours', now) : [mistake('hours', 'hoursMissing')];
}

function checkOutcomes({ outcomes }: CampaignDraft): readonly Mistake[] {
  return outcomes?.length === 0 ? [mistake('outcomes', 'outcomesMissing')] : [];
}
