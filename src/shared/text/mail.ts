/** What mails say, to prospects and to people who work here, and how a moment is written in them. */
import type { Language } from '../../core/campaign.ts';
import { clockTime } from './clockTime.ts';
import type { Catalogue } from './index.ts';

export const mailText = {
  'acknowledgement.subject': { en: 'We have your request: {campaign}', ko: '문의가 접수되었습니다: {campaign}' },
  'acknowledgement.title': { en: 'Thank you, {name}', ko: '{name} 님, 감사합니다' },
  'acknowledgement.body': {
    en: 'Your request about “{campaign}” has reached us. This page tells what happens next:',
    ko: '“{campaign}” 문의가 접수되었습니다. 진행 상황은 아래 페이지에서 확인하실 수 있습니다.',
  },
  'receipt.open': { en: 'See what happens next', ko: '진행 상황 보기' },

  'promise.subject': { en: 'We will ring you on {day} at {time}', ko: '{day} {time}에 전화드리겠습니다' },
  'promise.title': {
    en: '{name}, we will ring you on {day} at {time}',
    ko: '{name} 님, {day} {time}에 전화드리겠습니다',
  },
  'promise.tried': {
    en: 'We rang you just now and did not reach you.',
    ko: '방금 전화드렸으나 연결되지 않았습니다.',
  },
  'promise.body': {
    en: 'It is about “{campaign}”. We ring between {time} and {until}, {zone}. You need not do anything.',
    ko: '“{campaign}” 문의와 관련하여 {zone} 기준 {time}부터 {until} 사이에 전화드립니다. 따로 하실 일은 없습니다.',
  },
  'promiseThere.subject': {
    en: 'We will ring you as soon as somebody is there',
    ko: '담당자가 자리하는 대로 전화드리겠습니다',
  },
  'promiseThere.title': {
    en: '{name}, we will ring you as soon as somebody is there',
    ko: '{name} 님, 담당자가 자리하는 대로 전화드리겠습니다',
  },
  'promiseThere.late': {
    en: 'We said that we would ring you on {day} at {time} ({zone}), and nobody was free. We are sorry.',
    ko: '{day} {time}({zone})에 전화드리기로 했으나 통화 가능한 담당자가 없었습니다. 죄송합니다.',
  },
  'promiseThere.body': {
    en: 'It is about “{campaign}”. Nobody is there at this moment, so we name no time that we might not keep. We ring between 8:00 and 21:00 of your own time, and this page always says how things stand. You need not do anything.',
    ko: '“{campaign}” 문의 건입니다. 지금은 통화 가능한 담당자가 없어 지키지 못할 시간을 약속드리지 않습니다. 현지 시각 8시부터 21시 사이에 전화드리며, 진행 상황은 아래 페이지에서 언제든 확인하실 수 있습니다. 따로 하실 일은 없습니다.',
  },
  'reminder.subject': { en: 'Reminder: we will ring you at {time}', ko: '알림: {time}에 전화드리겠습니다' },
  'reminder.title': { en: '{name}, we will ring you at {time}', ko: '{name} 님, {time}에 전화드리겠습니다' },
  'prospect.why': {
    en: 'You get this mail because a request was sent with this address, and with the permission to write to it. If it was not you, you need not do anything.',
    ko: '이 주소로 문의와 이메일 수신 동의가 접수되어 보내 드리는 메일입니다. 본인이 아니시라면 무시하셔도 됩니다.',
  },

  'missedLead.subject': {
    en: { one: 'Nobody took a lead', other: 'Nobody took {count} leads' },
    ko: '받지 못한 리드 {count}건',
  },
  'missedLead.body': {
    en: {
      one: 'Nobody was there in time. A call is promised, so nothing is lost.',
      other: 'Nobody was there in time. Calls are promised, so nothing is lost.',
    },
    ko: '제때 받은 상담원이 없었습니다. 회신이 약속되었으므로 사라진 리드는 없습니다.',
  },
  'missedLead.promised': { en: 'Promised for {when}', ko: '회신 약속: {when}' },
  'missedLead.over': { en: 'Taken care of since', ko: '그 후 처리되었습니다' },
  'missedLead.more': { en: 'And {count} more.', ko: '그 외 {count}건이 있습니다.' },
  'missedLead.open': { en: 'Open the floor', ko: '현황판 열기' },

  'alarm.subject': { en: 'Alarm: {sentence}', ko: '알림: {sentence}' },
  'alarm.body': { en: 'Since {when}.', ko: '{when}부터 계속되고 있습니다.' },
  'alarm.open': { en: 'Show it', ko: '확인하기' },
  'supervisor.why': {
    en: 'Leadbell writes this to everybody who supervises the floor.',
    ko: '현황판을 관리하는 모든 분께 Leadbell이 보내는 메일입니다.',
  },

  'invitation.subject': { en: 'You are invited to Leadbell', ko: 'Leadbell에 초대되었습니다' },
  'invitation.subjectBy': { en: '{by} invites you to Leadbell', ko: '{by} 님이 Leadbell에 초대했습니다' },
  'invitation.title': { en: 'Welcome to Leadbell', ko: 'Leadbell에 오신 것을 환영합니다' },
  'invitation.titleName': { en: 'Welcome to Leadbell, {name}', ko: '{name} 님, Leadbell에 오신 것을 환영합니다' },
  'invitation.body': {
    en: 'Choose a password and you can start. The link works once.',
    ko: '비밀번호를 정하면 바로 시작할 수 있습니다. 링크는 한 번만 쓸 수 있습니다.',
  },
  'passwordReset.subject': { en: 'Choose a new password for Leadbell', ko: 'Leadbell 비밀번호 재설정' },
  'passwordReset.title': { en: 'Choose a new password', ko: '비밀번호를 새로 정하세요' },
  'passwordReset.body': {
    en: 'Somebody, probably you, asked for a new password. The link works once.',
    ko: '비밀번호 재설정 요청이 접수되었습니다. 링크는 한 번만 쓸 수 있습니다.',
  },
  'link.open': { en: 'Choose a password', ko: '비밀번호 정하기' },
  'link.until': { en: 'It works until {when}.', ko: '{when}까지 쓸 수 있습니다.' },
  'link.why': {
    en: 'If you did not expect this, you need not do anything: without the link nothing changes.',
    ko: '예상하지 못한 메일이라면 무시하셔도 됩니다. 링크를 열지 않으면 아무것도 바뀌지 않습니다.',
  },
} as const satisfies Catalogue;

/** A moment in a zone, in the parts that sentences are made of. `zone` is its name for people, such as 한국 표준시. */
export interface MomentInWords {
  readonly day: string;
  readonly time: string;
  readonly zone: string;
  /** All of it, for a line of its own. */
  readonly whole: string;
}

/** An unknown zone is told as UTC, with that name: a time without its zone would be a wrong one. */
export function momentInWords(at: number, zone: string, language: Language): MomentInWords {
  const timeZone = isZone(zone) ? zone : 'UTC';
  const day = new Intl.DateTimeFormat(language, { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(
    at,
  );
  const time = clockTime(at, language, timeZone);
  const name =
    new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'long' })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return {
    ...{ day, time, zone: name },
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
