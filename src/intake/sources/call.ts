/**
 * A caller. Their call was read when it began (`readPerson`), and its own ID finds it again after a crash. Nothing was
 * asked of them: the call itself is the legal basis, unless they asked to be called back.
 */
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Call } from '../../core/call/call.ts';
import type { Touch } from '../../core/vocabulary/touch.ts';
import type { Person } from '../../core/vocabulary/people.ts';
import type { Accepted } from '../submission.ts';

/** The legal basis for calling back, stored with the inquiry. */
const CALL_BASIS =
  'The person rang this number. An inquiry permits a call back for three months: 47 CFR 64.1200(f)(5).';
export const ASKED_BY_KEY =
  'Pressed 1 to keep the place in line and to be called back, at the number that was read back.';

export interface CallDelivery {
  readonly call: Call;
  /** `kept`: they asked to be called at the number they entered. */
  readonly what: 'rang' | 'kept';
}

/** The inquiry that a call is. */
export function inquiryIdOf(callId: string): string {
  return `inq_${callId}`;
}

export const call = {
  read: (campaign: Campaign, { call, what }: CallDelivery): Accepted => {
    const isKept = what === 'kept';
    const person = isKept ? (call.typed ?? call.person) : call.person;
    return {
      ok: true,
      notes: {},
      submission: {
        id: isKept ? `${inquiryIdOf(call.id)}_kept` : inquiryIdOf(call.id),
        requestKey: `call:${call.id}${isKept ? ':kept' : ''}`,
        bodyHash: call.id,
        rawBody: JSON.stringify({ sid: call.id, from: call.from, to: call.to, answers: call.answers }),
        kind: 'call',
        receivedAt: call.startedAt,
        person: person ?? anonymousCaller(campaign, call),
        ...(call.interest !== undefined && { interest: call.interest }),
        answers: call.answers,
        source: touchOf(campaign, call),
        consent: {
          call: person?.tel !== undefined,
          now: isKept,
          text: false,
          email: false,
          wordingVersion: campaign.consent.version,
          language: call.language,
          wording: { call: isKept ? ASKED_BY_KEY : CALL_BASIS },
          address: '',
        },
        spamReasons: [],
      },
    };
  },
};

/** The number's source as it is now, so that renaming it changes no lead. */
function touchOf({ calls }: Campaign, { to }: Call): Touch {
  const named = calls?.numberSources.find(({ number }) => number === to);
  return { dialed: to, ...(named && { dialedSource: named.source.trim() }) };
}

/** A caller without a number is identified only by their call. */
function anonymousCaller(campaign: Campaign, { language }: Pick<Call, 'language'>): Person {
  return { name: '', language, zones: [campaign.hours.zone], zoneFrom: 'campaign' };
}
