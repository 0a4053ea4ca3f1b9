/**
 * Texts that several kinds of email share, and how emails show times. What one kind says is in its file in
 * `usecases/mail/kinds/`.
 */
import type { Language } from '../../core/vocabulary/language.ts';
import { clockTime, zoneName } from './clockTime.ts';
import { statusText } from './form.ts';
import type { Catalogue } from './index.ts';

export const mailText = {
  'page.openPromise': { en: 'Change or cancel the call', ko: '통화 시간 변경 또는 취소' },
  'receipt.open': { en: 'See what’s next', ko: '진행 상황 보기' },
  'promise.body': {
    en: 'It’s about “{campaign}”. We’ll call between {time} and {until}, {zone}. There’s nothing you need to do.',
    ko: '“{campaign}” 문의와 관련하여 {zone} 기준 {time}부터 {until} 사이에 전화드립니다. 따로 하실 일은 없습니다.',
  },
  condition: statusText.condition,
  'condition.callUs': statusText['condition.callUs'],
  'appointment.about': {
    en: 'It’s about “{campaign}”. Times are in {zone}.',
    ko: '“{campaign}” 관련입니다. 시간은 {zone} 기준입니다.',
  },
  'appointment.place': { en: 'Where: {place}', ko: '장소: {place}' },
  'prospect.why': {
    en: 'You’re getting this email because a request was sent with this address and consent to email it. If that wasn’t you, you can ignore it.',
    ko: '이 주소로 문의와 이메일 수신 동의가 접수되어 보내 드리는 이메일입니다. 본인이 아니시라면 무시하셔도 됩니다.',
  },
  'supervisor.why': {
    en: 'Leadbell sends this to all supervisors.',
    ko: 'Leadbell이 모든 슈퍼바이저에게 보내는 이메일입니다.',
  },
  'link.open': { en: 'Choose a password', ko: '비밀번호 설정' },
  'link.until': { en: 'It works until {when}.', ko: '{when}까지 사용할 수 있습니다.' },
  'link.why': {
    en: 'If you didn’t expect this email, you can ignore it. Nothing changes unless the link is used.',
    ko: '예상하지 못한 이메일이라면 무시하셔도 됩니다. 링크를 사용하지 않으면 아무것도 변경되지 않습니다.',
  },
} as const satisfies Catalogue;

/** A time in a zone, in parts for sentences. `zone` is its display name, such as Eastern Time or 한국 표준시. */
export interface MomentInWords {
  readonly day: string;
  readonly time: string;
  readonly zone: string;
  /** The full time, for a line of its own. */
  readonly whole: string;
}

/** An unknown zone is shown as UTC, labeled as such, because a time without its zone would be wrong. */
export function momentInWords(at: number, zone: string, language: Language): MomentInWords {
  const timeZone = isZone(zone) ? zone : 'UTC';
  const day = new Intl.DateTimeFormat(language, { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(
    at,
  );
  const time = clockTime(at, language, timeZone);
  const name = zoneName(timeZone, at, language);
  return {
    day,
    time,
    zone: name,
    whole: language === 'ko' ? `${day} ${time} (${name})` : `${day} at ${time} (${name})`,
  };
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}
