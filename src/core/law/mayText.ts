/**
 * Whether a person may be sent a text at this moment (law 8): what permits a call permits a text only where its own box
 * was ticked. Everything else is asked as for a call: the do-not-call list, the attempts of the day, 8 to 21 h where
 * they are. A text is a call to the Telephone Consumer Protection Act (47 U.S.C. 227; 47 CFR 64.1200(a)(1)).
 */
import { mayContact, type ContactQuestion, type ContactVerdict } from './mayContact.ts';

export function mayText(question: ContactQuestion): ContactVerdict {
  // "Ring me now" covers the hour of a call. Nobody is woken by a text that could wait.
  const consents = question.consents
    .filter(({ text, basis }) => text && basis === undefined)
    .map((consent) => ({ ...consent, call: true, now: false }));
  return mayContact({ ...question, consents });
}
