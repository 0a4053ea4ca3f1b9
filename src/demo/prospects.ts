/**
 * Customers from before the visit: each row is one story of the demo’s past day, played through the real state machine.
 */
import type { Language } from '../core/vocabulary/language.ts';
import type { Outcome } from '../core/vocabulary/outcomes.ts';

export interface Story {
  readonly name: string;
  readonly tel: string;
  readonly telShown: string;
  readonly zone: string;
  readonly language: Language;
  readonly interest: string;
  readonly message?: string;
  readonly email?: string;
  readonly answers?: Readonly<Record<string, string | number>>;
  /** Hours before the demo’s first start. */
  readonly hoursAgo: number;
  /** How many offers expired before one was accepted. */
  readonly missed?: number;
  /** How long the conversation took. Absent if the customer wasn’t reached. */
  readonly talkedMinutes?: number;
  readonly ending:
    | { readonly kind: 'closed'; readonly outcome: Outcome; readonly note?: string }
    /** The time agreed with the agent, in hours from the demo’s first start. */
    | { readonly kind: 'agreed'; readonly inHours: number; readonly owner: 'me' | 'anyone'; readonly note?: string }
    /** Not reached; the next attempt, in hours from the demo’s first start. */
    | { readonly kind: 'unreached'; readonly result: 'noAnswer' | 'busy' | 'voicemail'; readonly inHours: number };
}

// Numbers ending in 555-01xx are reserved for fiction in North America.
const NEW_YORK = { zone: 'America/New_York', language: 'en' } as const;
const LOS_ANGELES = { zone: 'America/Los_Angeles', language: 'en' } as const;
const CHICAGO = { zone: 'America/Chicago', language: 'en' } as const;

export const STORIES: readonly Story[] = [
  {
    ...NEW_YORK,
    name: 'Margaret O’Neill',
    tel: '+12125550142',
    telShown: '(212) 555-0142',
    interest: 'roof',
    email: 'margaret@example.com',
    answers: { home: 'house', bill: 210 },
    hoursAgo: 26,
    talkedMinutes: 7,
    message: 'The roof faces southwest and is eight years old.',
    ending: { kind: 'closed', outcome: 'appointment', note: 'Visit on Thursday at 10, dog in the yard.' },
  },
  {
    ...CHICAGO,
    name: 'Darnell Brooks',
    tel: '+13125550117',
    telShown: '(312) 555-0117',
    interest: 'battery',
    answers: { home: 'terrace', bill: 145 },
    hoursAgo: 22,
    missed: 1,
    talkedMinutes: 11,
    ending: { kind: 'closed', outcome: 'won', note: 'Took the 10 kWh battery; contract by mail.' },
  },
  {
    ...LOS_ANGELES,
    name: '김서연',
    tel: '+12135550163',
    telShown: '(213) 555-0163',
    language: 'ko',
    interest: 'wallbox',
    email: 'seoyeon@example.com',
    hoursAgo: 20,
    talkedMinutes: 6,
    message: '두 대를 함께 충전할 수 있나요?',
    ending: { kind: 'closed', outcome: 'appointment', note: '토요일 오전 방문 상담 약속.' },
  },
  {
    ...NEW_YORK,
    name: 'Priya Raman',
    tel: '+16465550128',
    telShown: '(646) 555-0128',
    interest: 'advice',
    answers: { home: 'flat' },
    hoursAgo: 8,
    talkedMinutes: 4,
    ending: { kind: 'closed', outcome: 'notQualified', note: 'Rents; the landlord decides.' },
  },
  {
    ...CHICAGO,
    name: 'Walter Jensen',
    tel: '+17735550109',
    telShown: '(773) 555-0109',
    interest: 'roof',
    hoursAgo: 5,
    talkedMinutes: 2,
    ending: { kind: 'closed', outcome: 'notInterested', note: 'Only wanted a price list.' },
  },
  {
    ...LOS_ANGELES,
    name: 'Lucía Fernández',
    tel: '+14155550176',
    telShown: '(415) 555-0176',
    interest: 'roof',
    hoursAgo: 4,
    email: 'lucia@example.com',
    answers: { home: 'house', bill: 260 },
    talkedMinutes: 5,
    message: 'We renovate in spring and would like to plan ahead.',
    ending: { kind: 'agreed', inHours: 20, owner: 'me', note: 'Will have the roof plans tomorrow.' },
  },
  {
    ...NEW_YORK,
    name: 'Tom Whitfield',
    tel: '+16175550151',
    telShown: '(617) 555-0151',
    interest: 'battery',
    hoursAgo: 3,
    talkedMinutes: 3,
    ending: { kind: 'agreed', inHours: 26, owner: 'anyone', note: 'Wants his wife on the line.' },
  },
  {
    ...LOS_ANGELES,
    name: '박준호',
    tel: '+13235550184',
    telShown: '(323) 555-0184',
    language: 'ko',
    interest: 'advice',
    hoursAgo: 2,
    ending: { kind: 'unreached', result: 'noAnswer', inHours: 22 },
  },
  {
    ...CHICAGO,
    name: 'Aisha Coleman',
    tel: '+18475550133',
    telShown: '(847) 555-0133',
    interest: 'wallbox',
    hoursAgo: 1.5,
    answers: { home: 'house' },
    talkedMinutes: 9,
    ending: { kind: 'closed', outcome: 'won', note: 'EV charger with installation.' },
  },
];
