/**
 * The form’s page. Its key belongs to the page as shown: sending the same again is a repeat; going back and sending
 * something else is another inquiry.
 */
import { readForm, type SentForm } from '../readForm.ts';
import { requestKeyOf, type Adapter } from '../submission.ts';

const SHORT_DIGEST = 16;

export const form: Adapter<SentForm> = {
  read: (campaign, sent, now) => {
    const read = readForm('form', campaign, sent, now);
    if (!read.ok || sent.requestKey === undefined) return read;
    const { submission } = read;
    const key = `${sent.requestKey}:${submission.bodyHash.slice(0, SHORT_DIGEST)}`;
    return { ...read, submission: { ...submission, requestKey: requestKeyOf(campaign, key) } };
  },
};
