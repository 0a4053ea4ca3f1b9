/**
 * Whether a person may be texted now (law 8): a text needs its own consent box. Everything else is as for a call: the
 * do-not-call list, the daily attempts, and 8 a.m. to 9 p.m. local time. The Telephone Consumer Protection Act treats a
 * text as a call (47 U.S.C. 227; 47 CFR 64.1200(a)(1)).
 */
import { mayContact, type ContactQuestion, type ContactVerdict } from './mayContact.ts';

export function mayText(question: ContactQuestion): ContactVerdict {
  // "Call me now" overrides the hours for a call only. A text can wait for the morning.
  const consents = question.consents
    .filter(({ text, basis }) => text && basis === undefined)
    .map((consent) => ({ ...consent, call: true, now: false }));
  return mayContact({ ...question, consents });
}
