/** What every kind of email says, in both languages. */
import { describe, expect, test } from '@jest/globals';
import type { Letter } from '../../src/core/mail/letter.ts';
import type { MailKind } from '../../src/core/mail/mail.ts';
import { HOUR } from '../../src/core/vocabulary/time.ts';
import { mailText } from '../../src/shared/text/mail.ts';
import { MAILS, writeLetter } from '../../src/usecases/mail/table.ts';
import { NOON } from '../support/leads.ts';

const BASE = 'https://leads.example.com';
const customer = { name: 'Jo Park', campaign: 'Solar', receiptPath: '/r/abc', pagePath: '/p/abc' };
const promise = { ...customer, dueAt: NOON, windowUntil: NOON + HOUR, zone: 'Asia/Seoul' };
const meeting = {
  appointmentId: 'ld_1-1',
  sequence: 1,
  name: 'Jo',
  campaign: 'Solar',
  at: NOON,
  zone: 'UTC',
  path: '/p',
};
const missed = { name: 'Jo', campaign: 'Solar', path: '/leads/1' };
type ContentOf<K extends MailKind> = Omit<Extract<Letter, { kind: K }>, 'id' | 'to' | 'language' | 'kind'>;

/** Every form that each kind takes. A kind without one doesn't compile. */
const FORMS: { readonly [K in MailKind]: readonly ContentOf<K>[] } = {
  acknowledgement: [customer],
  promiseMade: (['at', 'whenThere', 'late'] as const).map((says) => ({ ...promise, says, triedBefore: true })),
  promiseReminder: [
    promise,
    { ...promise, isAppointment: true },
    { ...promise, isAppointment: true, place: 'Main St' },
  ],
  appointment: (['made', 'moved', 'over'] as const).flatMap((says) => [
    { ...meeting, says, isForAgent: true, name: '' },
    { ...meeting, says, isForAgent: false },
    { ...meeting, says, isForAgent: false, place: 'Main St' },
  ]),
  addressCode: [{ business: 'Brightroof', code: '012345', path: '/p/x/data' }],
  missedLead: [{ leads: [missed, { ...missed, dueAt: NOON }], more: 2, zone: 'UTC' }],
  alarm: [{ sentence: 'Routing has stopped', since: NOON, path: '/floor', zone: 'UTC' }],
  invitation: [
    { link: '/welcome#1', zone: 'UTC' },
    { link: '/welcome#1', zone: 'UTC', name: 'Ana', by: 'Sam', until: NOON },
  ],
  passwordReset: [{ link: '/password#1', zone: 'UTC', name: 'Ana', until: NOON }],
};

const KINDS = Object.keys(MAILS) as MailKind[];
const written = (kind: MailKind, language: 'en' | 'ko') =>
  FORMS[kind].map((content) =>
    writeLetter({ id: 'ml_1', to: 'jo@example.com', language, kind, ...content } as Letter, BASE),
  );

describe('[M23] every kind of email', () => {
  test.each(KINDS)('%s says everything in both languages, with every value filled in, and why it came', (kind) => {
    const [english, korean] = [written(kind, 'en'), written(kind, 'ko')];
    for (const [index, message] of english.entries()) {
      const other = korean[index]!;
      expect(JSON.stringify([message, other])).not.toMatch(/\{\w+\}/);
      expect(other.blocks.map(({ kind: block }) => block)).toEqual(message.blocks.map(({ kind: block }) => block));
      expect(message.title).toMatch(/\w/);
      for (const part of ['subject', 'why'] as const) {
        expect(message[part]).toMatch(/\w/);
        expect(other[part]).toMatch(/\p{Script=Hangul}/u);
      }
      expect(message.blocks.some(({ kind: block }) => block === 'button')).toBe(true);
    }
  });

  test.each(KINDS)('%s uses each of its texts, and none takes a value that the other language lacks', (kind) => {
    const said = JSON.stringify(written(kind, 'en'));
    for (const [key, text] of Object.entries(MAILS[kind].text) as [string, (typeof mailText)['link.open']][]) {
      const [start = ''] = formsOf(text.en)[0]!.split('{');
      expect([key, said.includes(JSON.stringify(start).slice(1, -1))]).toEqual([key, true]);
      expect([key, valuesIn(text.ko)]).toEqual([key, valuesIn(text.en)]);
    }
  });
});

function formsOf(text: unknown): string[] {
  return typeof text === 'string' ? [text] : Object.values(text as Record<string, string>).reverse();
}

function valuesIn(text: unknown): string[] {
  const names = formsOf(text).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!));
  return [...new Set(names)].sort();
}
