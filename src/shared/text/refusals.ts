/**
 * Messages for refused requests, for readers of another language than the server's message: one per code, or per `what.code`
 * if the request allows a more specific text. The server's own message is the most precise and is preferred if the reader
 * understands it.
 */
import type { FailureCode } from '../../core/vocabulary/errors.ts';
import type { Mistake } from '../../core/vocabulary/mistake.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { translator, type Catalogue } from './index.ts';
import { mistakesText } from './mistakes.ts';

/** The language of the server's messages. */
const SERVERS: Language = 'en';

const refusalText = {
  'bad-input': { en: 'This input isn’t valid.', ko: '입력한 내용이 올바르지 않습니다. 확인하세요.' },
  'not-signed-in': { en: 'Sign in again.', ko: '다시 로그인하세요.' },
  'not-allowed': { en: 'Your role doesn’t allow this.', ko: '현재 역할로는 할 수 없습니다.' },
  'not-found': { en: 'This no longer exists.', ko: '더 이상 존재하지 않습니다.' },
  'too-many': { en: 'Too many requests. Wait a moment.', ko: '요청이 너무 많습니다. 잠시 후 다시 시도하세요.' },
  'too-broad': {
    en: 'This search reads too many leads. Add a filter, such as a campaign or a date.',
    ko: '검색 범위가 너무 넓습니다. 캠페인이나 날짜 같은 필터를 추가하세요.',
  },
  'offer-gone': { en: 'The offer has expired.', ko: '배정이 이미 종료되었습니다.' },
  'not-yours': { en: 'This isn’t your lead.', ko: '내 담당 리드가 아닙니다.' },
  'wrong-state': {
    en: 'Not possible now: the lead has changed.',
    ko: '지금은 할 수 없습니다. 그사이 리드 상태가 바뀌었습니다.',
  },
  'may-not-contact': { en: 'This customer can’t be called now.', ko: '지금은 이 고객에게 전화할 수 없습니다.' },
  stale: { en: 'This has changed. Try again.', ko: '그사이 변경되었습니다. 다시 시도하세요.' },
  'edited-meanwhile': {
    en: 'Someone else changed this. Review it first.',
    ko: '그사이 다른 사람이 변경했습니다. 먼저 확인하세요.',
  },
  'store-unavailable': {
    en: 'This can’t be saved right now.',
    ko: '지금은 저장할 수 없습니다. 몇 초 후 다시 시도하세요.',
  },
  'phone-unavailable': {
    en: 'The phone network isn’t responding.',
    ko: '전화망이 응답하지 않습니다. 다시 시도하세요.',
  },
  'in-use': {
    en: 'This is in use.',
    ko: '이미 사용 중입니다. 다른 항목을 선택하거나 나중에 다시 시도하세요.',
  },
  'mail-taken': {
    en: 'Someone already has this email.',
    ko: '이미 다른 사람이 사용하는 이메일 주소입니다.',
  },
  'mail-off': { en: 'Email is off.', ko: '이메일 발송이 꺼져 있습니다.' },
  'last-administrator': {
    en: 'There must be at least one administrator.',
    ko: '관리자는 한 명 이상 있어야 합니다. 먼저 다른 관리자를 추가하세요.',
  },
  'link-used': {
    en: 'This link was already used or has expired.',
    ko: '이미 사용했거나 만료된 링크입니다. 새 링크를 요청하세요.',
  },
  internal: { en: 'Something went wrong.', ko: '문제가 발생했습니다. 다시 시도하세요.' },

  'call:transfer.wrong-state': {
    en: 'There’s no active call to transfer.',
    ko: '이 리드와 진행 중인 통화가 없어 전환할 수 없습니다.',
  },
  'call:complete-transfer.wrong-state': {
    en: 'Your teammate hasn’t answered yet.',
    ko: '동료가 아직 전화를 받지 않았습니다.',
  },
  'call:keys.wrong-state': {
    en: 'Keys can’t be sent now.',
    ko: '지금은 키를 보낼 수 없습니다. 전화기의 키패드를 사용하세요.',
  },
  'call:voicemail.wrong-state': {
    en: 'This call can’t be marked as voicemail.',
    ko: '음성 사서함으로 표시할 수 없습니다. 보류 중이면 먼저 해제하세요.',
  },
  'call:again.wrong-state': { en: 'There’s no one to call again.', ko: '지금은 다시 걸 수 없습니다.' },
  'offer:accept.wrong-state': {
    en: 'Connect your phone first.',
    ko: '고객이 통화 대기 중입니다. 먼저 전화를 연결하세요.',
  },
  'lead:talking.wrong-state': {
    en: 'Answer your phone to talk.',
    ko: '고객이 통화 대기 중이거나 연결이 끝났습니다. 전화를 받아 통화하세요.',
  },
  'lead:unreached.bad-input': {
    en: 'Choose another time.',
    ko: '콜백은 지금부터 1년 안이어야 합니다. 다른 시간을 선택하세요.',
  },
  'lead:unreached.may-not-contact': {
    en: 'Choose another time.',
    ko: '그 시간에는 이 고객에게 전화할 수 없습니다. 더 이른 시간을 선택하세요.',
  },
  'lead:profile.bad-input': { en: 'A lead has at most 10 tags.', ko: '태그는 리드당 10개까지 추가할 수 있습니다.' },
  'lead:close.bad-input': {
    en: 'Choose another time.',
    ko: '콜백은 지금부터 1년 안이어야 합니다. 다른 시간을 선택하세요.',
  },
  'lead:close.in-use': {
    en: 'Choose another time.',
    ko: '그 시간의 통화 예약이 모두 찼습니다. 다른 시간을 선택하세요.',
  },
  'lead:close.may-not-contact': {
    en: 'Close the lead with an outcome.',
    ko: '그 시간에는 이 고객에게 전화할 수 없습니다. 상담 결과를 선택해 리드를 종료하세요.',
  },
  'lead:close.wrong-state': { en: 'The lead is closed.', ko: '이미 종료된 리드입니다.' },
  'supervise.wrong-state': {
    en: 'There’s no active call, or your phone isn’t connected.',
    ko: '진행 중인 통화가 없거나 내 전화가 연결되지 않았습니다.',
  },
} as const satisfies Catalogue & Readonly<Partial<Record<FailureCode, object>>>;

type Key = keyof typeof refusalText;

export interface Refusal {
  readonly code: string;
  /** The server's own message. */
  readonly message: string;
  readonly mistakes?: readonly Mistake[];
}

function isCommon(code: Mistake['code']): code is keyof typeof mistakesText {
  return Object.hasOwn(mistakesText, code);
}

/** The message for a refusal in the reader's language. `what`: what was requested. */
export function sayRefusal({ code, message, mistakes }: Refusal, language: Language, what?: string): string {
  const [mistake] = mistakes ?? [];
  if (mistake && isCommon(mistake.code)) return translator(mistakesText, language)(mistake.code, mistake.values);
  if (language === SERVERS && message !== '') return message;
  const key = [`${what}.${code}`, code].find((one): one is Key => Object.hasOwn(refusalText, one));
  return key ? translator(refusalText, language)(key) : message || code;
}
