/**
 * What every source yields: one submission, read and checked for its campaign. Sources differ in how they are read, in
 * what they prove and in whether they are judged as spam; from here on they are all treated alike.
 */
import type { Campaign } from '../core/administration/campaign.ts';
import type { Failure } from '../core/vocabulary/errors.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Parts } from '../ports/parts.ts';
import type { Inquiry } from '../ports/inquiries.ts';
import type { Notes } from '../shared/api.ts';

/** Derived for all sources in the same way. */
type Assigned = 'receiptId' | 'campaignId' | 'formKey' | 'leadId';
/** Given by sources in which a repeat must find what was stored. Otherwise new. */
type Derived = 'id' | 'requestKey' | 'receivedAt';

export type Submission = Omit<Inquiry, Assigned | Derived> &
  Partial<Pick<Inquiry, Derived>> &
  Required<Pick<Inquiry, 'bodyHash'>>;

/** `notes`: what was shortened or dropped of how it was submitted. */
export interface Accepted {
  readonly ok: true;
  readonly submission: Submission;
  readonly notes: Notes;
}

export type Read = Accepted | Failure;

/** Reads what one source delivers; `bad-input` with a reason for each field that can't be taken. */
export interface Adapter<Delivery> {
  readonly read: (campaign: Campaign, delivery: Delivery, now: Moment) => Read;
}

/** The inquiry to store. */
export function inquiryOf(
  { clock, random }: Pick<Parts, 'clock' | 'random'>,
  campaign: Campaign,
  submission: Submission,
): Inquiry {
  const id = submission.id ?? random.id('inq');
  return {
    requestKey: requestKeyOf(campaign, id),
    receivedAt: clock.now(),
    ...submission,
    id,
    receiptId: random.secret(),
    campaignId: campaign.id,
    formKey: campaign.formKey,
  };
}

/** Keys are the sender’s own, so they count within a form. */
export function requestKeyOf({ formKey }: Pick<Campaign, 'formKey'>, key: string): string {
  return `${formKey}:${key}`;
}
