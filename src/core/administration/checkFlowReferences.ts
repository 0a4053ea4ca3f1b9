/** Whether a campaign's form has the fields and choices that its call flow asks for. The two are saved separately. */
import { missingChoicesInFlow } from '../call/missingChoices.ts';
import type { CampaignDraft } from './campaign.ts';
import type { ValidationContext } from './validationContext.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';

export function checkFlowReferences(draft: CampaignDraft, { calls }: ValidationContext): readonly Mistake[] {
  if (!calls) return [];
  const { interests, fields } = missingChoicesInFlow(calls, draft);
  return [
    ...(interests.length > 0 ? [mistake('interests', 'interestAsked', { value: interests.join(', ') })] : []),
    ...(fields.length > 0 ? [mistake('fields', 'fieldAsked', { value: fields.join(', ') })] : []),
  ];
}
