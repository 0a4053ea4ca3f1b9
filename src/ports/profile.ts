/** Reading changes of a lead's profile as they were sent. */
import type { Campaign } from '../core/administration/campaign.ts';
import type { Failure } from '../core/vocabulary/errors.ts';
import type { FormField } from '../core/vocabulary/form.ts';
import type { ProfileChanges } from '../core/lead/profile.ts';

/**
 * The changes, cleaned and checked like a submission of the campaign's form, or `bad-input` with a mistake for each
 * field. `fields` are the custom fields that the sender may change.
 */
export type ReadProfile = (
  campaign: Campaign,
  fields: readonly FormField[],
  sent: unknown,
) => { readonly ok: true; readonly changes: ProfileChanges } | Failure;
