/**
 * What the server refused, for whoever reads another language than that of its own sentence: one for each code, and for
 * `what.code` where what was asked for says more. The server's sentence is the most exact one, and is shown where it can
 * be read.
 */
import type { FailureCode } from '../../core/errors.ts';
import type { Mistake } from '../../core/administration/mistake.ts';
import type { Language } from '../../core/campaign.ts';
import { translator, type Catalogue } from './index.ts';
import { mistakesText } from './mistakes.ts';

/** In which the server's sentences are written. */
const SERVERS: Language = 'en';

const refusalText = {
  'bad-input': { en: 'This input is not accepted.', ko: '입력한 내용을 받을 수 없습니다. 확인해 주세요.' },
  'not-signed-in': { en: 'Sign in again.', ko: '다시 로그인해 주세요.' },
  'not-allowed': { en: 'Your role does not allow this.', ko: '현재 역할로는 할 수 없습니다.' },
  'not-found': { en: 'It is not there any more.', ko: '더 이상 존재하지 않습니다.' },
  'too-many': { en: 'Too many at once. Wait a moment.', ko: '요청이 너무 많습니다. 잠시 후 다시 시도하세요.' },
  'offer-gone': { en: 'The offer is gone.', ko: '제안이 이미 끝났습니다.' },
  'not-yours': { en: 'This lead is not with you.', ko: '내 담당 리드가 아닙니다.' },
  'wrong-state': {
    en: 'This is not possible now: the lead has gone on.',
    ko: '지금은 할 수 없습니다. 그사이 리드의 상태가 바뀌었습니다.',
  },
  'may-not-contact': { en: 'This person may not be called now.', ko: '지금은 이 고객에게 전화할 수 없습니다.' },
  stale: { en: 'It changed meanwhile. Try again.', ko: '그사이 바뀌었습니다. 다시 시도하세요.' },
  'edited-meanwhile': {
    en: 'Somebody changed it meanwhile. Look at it first.',
    ko: '그사이 다른 곳에서 바꾸었습니다. 확인한 뒤 다시 바꾸세요.',
  },
  'store-unavailable': {
    en: 'This cannot be stored at the moment.',
    ko: '지금은 저장할 수 없습니다. 몇 초 후 다시 시도하세요.',
  },
  'phone-unavailable': {
    en: 'The telephone network does not answer.',
    ko: '전화망이 응답하지 않습니다. 다시 시도하세요.',
  },
  internal: { en: 'Something went wrong.', ko: '문제가 발생했습니다. 다시 시도하세요.' },

  'call:transfer.wrong-state': {
    en: 'The colleague is not free.',
    ko: '이 동료는 지금 받을 수 없습니다. 다른 동료를 골라 주세요.',
  },
  'call:complete-transfer.wrong-state': {
    en: 'The colleague is not on the line yet.',
    ko: '동료가 아직 전화를 받지 않았습니다.',
  },
  'call:keys.wrong-state': {
    en: 'Keys cannot be sent.',
    ko: '키를 보낼 수 없습니다. 전화기의 키패드를 사용하세요.',
  },
  'call:voicemail.wrong-state': {
    en: 'This call cannot be a mailbox, or is on hold.',
    ko: '음성 사서함으로 표시할 수 없습니다. 보류 중이면 먼저 해제하세요.',
  },
  'call:again.wrong-state': { en: 'There is nobody to try again.', ko: '지금은 다시 걸 수 없습니다.' },
  'offer:accept.wrong-state': {
    en: 'Connect your telephone first.',
    ko: '고객이 전화로 기다리고 있습니다. 먼저 전화를 연결하세요.',
  },
  'lead:talking.wrong-state': {
    en: 'Answer your telephone to talk.',
    ko: '고객이 전화로 기다리고 있거나 연결이 끝났습니다. 전화를 받아 통화하세요.',
  },
  'lead:unreached.bad-input': {
    en: 'Choose another time.',
    ko: '회신 시간은 지금부터 1년 안이어야 합니다. 다른 시간을 골라 주세요.',
  },
  'lead:unreached.may-not-contact': {
    en: 'Choose another time.',
    ko: '그때는 이 고객에게 전화할 수 없습니다. 더 이른 시간을 골라 주세요.',
  },
  'lead:close.bad-input': {
    en: 'Choose another time.',
    ko: '회신 시간은 지금부터 1년 안이어야 합니다. 다른 시간을 골라 주세요.',
  },
  'lead:close.may-not-contact': {
    en: 'Close the lead with an outcome.',
    ko: '그때는 이 고객에게 전화할 수 없습니다. 결과를 골라 리드를 종료하세요.',
  },
  'lead:close.wrong-state': { en: 'The lead is closed.', ko: '이미 종료된 리드입니다.' },
  'supervise.wrong-state': {
    en: 'Nobody is talking, or your telephone cannot be rung.',
    ko: '참여할 통화가 없거나 내 전화가 연결되지 않았습니다.',
  },
} as const satisfies Catalogue & Readonly<Partial<Record<FailureCode, object>>>;

type Key = keyof typeof refusalText;

export interface Refusal {
  readonly code: string;
  /** The server's own sentence. */
  readonly message: string;
  readonly mistakes?: readonly Mistake[];
}

/** The sentence for a refusal, in the reader's language. `what`: what was asked for. */
export function sayRefusal({ code, message, mistakes }: Refusal, language: Language, what?: string): string {
  const [mistake] = mistakes ?? [];
  if (mistake) return translator(mistakesText, language)(mistake.code, mistake.values);
  if (language === SERVERS && message !== '') return message;
  const key = [`${what}.${code}`, code].find((one): one is Key => Object.hasOwn(refusalText, one));
  return key ? translator(refusalText, language)(key) : message || code;
}
