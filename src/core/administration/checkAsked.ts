/** Whether a campaign's form has the fields and choices that its call flow asks for. The two are saved separately. */
import { unknownToForm } from '../call/asks.ts';
import type { CampaignDraft } from './campaign.ts';
import type { Surroundings } from './surroundings.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';

export function checkAsked(draft: CampaignDraft, { calls }: Surroundings): readonly Mistake[] {
  if (!calls) return [];
  const { interests, fields } = unknownToForm(calls, draft);
  return [
    ...(interests.length > 0 ? [mistake('interests', 'interestAsked', { value: interests.join(', ') })] : []),
    ...(fields.length > 0 ? [mistake('fields', 'fieldAsked', { value: fields.join(', ') })] : []),
  ];
}
