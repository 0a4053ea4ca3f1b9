/**
 * Programs: the body of the campaign’s form. A program’s key belongs to one body only.
 *
 * One with an API key states in which words the person agreed, and isn’t judged as spam: it fills in no trap and takes
 * no time.
 */
import { createHash } from 'node:crypto';
import { CONSENT_BOXES } from '../../core/vocabulary/form.ts';
import { readForm, type SentForm } from '../readForm.ts';
import { requestKeyOf, type Adapter, type Submission } from '../submission.ts';

/** Not one of our versions: the sender provides the wording. */
const STATED = 0;

export interface SentByProgram extends SentForm {
  /** The words that the person agreed to. Absent: those of the campaign’s form. */
  readonly statedWording?: string;
}

export const api: Adapter<SentByProgram> = {
  read: (campaign, sent, now) => {
    const read = readForm('api', campaign, sent, now);
    if (!read.ok) return read;
    const { statedWording, requestKey } = sent;
    const submission = {
      ...read.submission,
      ...(requestKey !== undefined && { requestKey: requestKeyOf(campaign, requestKey) }),
    };
    return {
      ...read,
      submission: statedWording === undefined ? submission : withStatedConsent(submission, statedWording),
    };
  },
};

function withStatedConsent(submission: Submission, wording: string): Submission {
  const { consent } = submission;
  const ticked = CONSENT_BOXES.filter((one) => consent[one]);
  return {
    ...submission,
    bodyHash: createHash('sha256').update(`${submission.bodyHash}\n${wording}`).digest('hex'),
    spamReasons: [],
    consent: {
      ...consent,
      wordingVersion: STATED,
      wording: Object.fromEntries(ticked.map((one) => [one, wording])),
    },
  };
}
