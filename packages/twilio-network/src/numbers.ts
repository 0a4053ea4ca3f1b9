/** The account's phone numbers and their webhooks. */
import { newSid } from './sids.ts';
import type { Target } from './webhooks/webhooks.ts';

export interface IncomingNumber {
  readonly sid: string;
  readonly phoneNumber: string;
  readonly friendlyName: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly voice: Target | null;
  readonly fallback: Target | null;
  readonly statusCallback: Target | null;
  readonly sms: Target | null;
  /** An application or a trunk replaces the voice webhooks, an application the text webhook. */
  readonly voiceApplicationSid: string;
  readonly smsApplicationSid: string;
  readonly trunkSid: string;
  readonly takesTexts: boolean;
}

export type NumberSettings = Partial<Omit<IncomingNumber, 'sid' | 'phoneNumber' | 'createdAt' | 'updatedAt'>>;

export interface IncomingNumbers {
  list(): readonly IncomingNumber[];
  bySid(sid: string): IncomingNumber | null;
  at(phoneNumber: string): IncomingNumber | null;
  /** Adds the number, or changes it if the account has it. */
  set(phoneNumber: string, settings: NumberSettings): IncomingNumber;
  remove(sid: string): boolean;
}

/** A US number as (800) 555-0100; any other number unchanged. */
export function friendly(phoneNumber: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phoneNumber);
  return parts ? `(${parts[1] ?? ''}) ${parts[2] ?? ''}-${parts[3] ?? ''}` : phoneNumber;
}

export function makeNumbers(now: () => number): IncomingNumbers {
  const bySid = new Map<string, IncomingNumber>();
  const at = (phoneNumber: string) => [...bySid.values()].find((number) => number.phoneNumber === phoneNumber) ?? null;
  return {
    list: () => [...bySid.values()],
    bySid: (sid) => bySid.get(sid) ?? null,
    at,
    set(phoneNumber, settings) {
      const before: IncomingNumber = at(phoneNumber) ?? {
        sid: newSid('PN'),
        phoneNumber,
        friendlyName: friendly(phoneNumber),
        createdAt: now(),
        updatedAt: now(),
        voice: null,
        fallback: null,
        statusCallback: null,
        sms: null,
        voiceApplicationSid: '',
        smsApplicationSid: '',
        trunkSid: '',
        takesTexts: true,
      };
      const number = { ...before, ...settings, updatedAt: now() };
      bySid.set(number.sid, number);
      return number;
    },
    remove: (sid) => bySid.delete(sid),
  };
}
