/**
 * What to do with the text for a missed caller: send it now, later, or not at all. There is one text per call, and only
 * if no one has talked with the person since.
 */
import { mayDial, UNKNOWN_TYPE } from './admitCaller.ts';
import type { CallFlow } from './flow.ts';
import type { ContactQuestion } from '../law/mayContact.ts';
import { mayText } from '../law/mayText.ts';
import type { Lead } from '../lead/lead.ts';
import type { Person } from '../vocabulary/people.ts';
import type { TextRefusal } from '../vocabulary/contact.ts';
import { HOUR, SECOND, type Moment } from '../vocabulary/time.ts';

/** From an evening call to the next permitted morning. Later, the text would only confuse. */
export const TEXT_WITHIN_MS = 12 * HOUR;
const FIRST_RETRY_MS = 30 * SECOND;

export type TextStep =
  | { readonly kind: 'send'; readonly to: string; readonly body: string }
  | { readonly kind: 'later'; readonly at: Moment }
  | { readonly kind: 'not'; readonly reason: TextRefusal; readonly rule?: string }
  /** Nothing to send and nothing to explain: they are being served, or texts are off. */
  | { readonly kind: 'moot' };

export function nextTextStep(
  lead: Lead,
  flow: CallFlow | undefined,
  question: ContactQuestion,
  missedAt: Moment,
): TextStep {
  const { person, state } = lead;
  const isUnserved = state === 'callback' || state === 'waiting' || state === 'offered';
  if (!flow?.textBack || !isUnserved || lead.liveCall || person.tel === undefined) return { kind: 'moot' };
  const { now } = question;
  if (now >= missedAt + TEXT_WITHIN_MS) return { kind: 'not', reason: 'tooLate' };
  const verdict = textVerdict(person, flow, question);
  if (verdict.allowed)
    return { kind: 'send', to: person.tel, body: flow.textBack[person.language] ?? flow.textBack.en };
  const { permittedAt, reason, rule } = verdict;
  if (permittedAt !== null && permittedAt < missedAt + TEXT_WITHIN_MS) return { kind: 'later', at: permittedAt };
  return { kind: 'not', reason, ...(rule !== undefined && { rule }) };
}

export type TextVerdict =
  | { readonly allowed: true }
  /** `permittedAt`: null if no time changes that. */
  | {
      readonly allowed: false;
      readonly reason: TextRefusal;
      readonly rule?: string;
      readonly permittedAt: Moment | null;
    };

/** Whether the person may be texted now: at our cost, and by law. */
export function textVerdict(person: Person, flow: CallFlow, question: ContactQuestion): TextVerdict {
  // Doesn't use minutes, but a text to a premium number costs as much as a call.
  const money = mayDial(flow, person, 0);
  if (money !== null) return { allowed: false, reason: money, permittedAt: null };
  if (person.telType === UNKNOWN_TYPE) return { allowed: false, reason: 'numberType', permittedAt: null };
  return mayText(question);
}

/** After a request without a response: the delay since the call doubles each time. */
export function retryTextAt(missedAt: Moment, now: Moment): Moment {
  return now + Math.max(FIRST_RETRY_MS, now - missedAt);
}
