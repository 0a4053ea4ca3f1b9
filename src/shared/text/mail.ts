/** Texts of emails to customers and staff, and how they show times. */
import type { Language } from '../../core/vocabulary/language.ts';
import { clockTime, zoneName } from './clockTime.ts';
import type { Catalogue } from './index.ts';

export const mailText = {
  'acknowledgement.subject': { en: 'We got your request: {campaign}', ko: '문의가 접수되었습니다: {campaign}' },
  'acknowledgement.title': { en: 'Thank you, {name}', ko: '{name}님, 감사합니다' },
  'acknowledgement.body': {
    en: 'We got your request about “{campaign}”. See what happens next here:',
    ko: '“{campaign}” 문의가 접수되었습니다. 진행 상황은 아래에서 확인하실 수 있습니다.',
  },
  'page.open': { en: 'Change or withdraw your request', ko: '문의 변경 또는 철회' },
  'page.openPromise': { en: 'Change or cancel the call', ko: '통화 시간 변경 또는 취소' },
  'receipt.open': { en: 'See what’s next', ko: '진행 상황 보기' },

  'promise.subject': { en: 'We’ll call you on {day} at {time}', ko: '{day} {time}에 전화드리겠습니다' },
  'promise.title': {
    en: '{name}, we’ll call you on {day} at {time}',
    ko: '{name}님, {day} {time}에 전화드리겠습니다',
  },
  'promise.tried': {
    en: 'We just called and didn’t reach you.',
    ko: '방금 전화드렸으나 연결되지 않았습니다.',
  },
  'promise.body': {
    en: 'It’s about “{campaign}”. We’ll call between {time} and {until}, {zone}. There’s nothing you need to do.',
    ko: '“{campaign}” 문의와 관련하여 {zone} 기준 {time}부터 {until} 사이에 전화드립니다. 따로 하실 일은 없습니다.',
  },
  'promiseThere.subject': {
    en: 'We’ll call you as soon as someone is free',
    ko: '통화 가능한 상담원이 생기는 대로 전화드리겠습니다',
  },
  'promiseThere.title': {
    en: '{name}, we’ll call you as soon as someone is free',
    ko: '{name}님, 통화 가능한 상담원이 생기는 대로 전화드리겠습니다',
  },
  'promiseThere.late': {
    en: 'We said we’d call you on {day} at {time} ({zone}), but no one was free. We’re sorry.',
    ko: '{day} {time}({zone})에 전화드리기로 했으나 통화 가능한 상담원이 없었습니다. 죄송합니다.',
  },
  'promiseThere.body': {
    en: 'It’s about “{campaign}”. No one is free right now, so we won’t give you a time we might not keep. We call between 8 AM and 9 PM your time, and this page always shows the latest. There’s nothing you need to do.',
    ko: '“{campaign}” 문의 건입니다. 지금은 통화 가능한 상담원이 없어 정확한 시간을 약속드리기 어렵습니다. 현지 시각 오전 8시부터 오후 9시 사이에 전화드리며, 진행 상황은 아래 페이지에서 확인하실 수 있습니다. 따로 하실 일은 없습니다.',
  },
  'reminder.subject': { en: 'Reminder: we’ll call you at {time}', ko: '알림: {time}에 전화드리겠습니다' },
  'reminder.title': { en: '{name}, we’ll call you at {time}', ko: '{name}님, {time}에 전화드리겠습니다' },
  'reminderMeeting.subject': { en: 'Reminder: your appointment at {time}', ko: '알림: {time} 예약' },
  'reminderMeeting.title': { en: '{name}, your appointment is at {time}', ko: '{name}님, {time}에 예약이 있습니다' },

  'appointment.made.subject': { en: 'Your appointment on {day} at {time}', ko: '예약: {day} {time}' },
  'appointment.made.title': {
    en: '{name}, your appointment is on {day} at {time}',
    ko: '{name}님, {day} {time}에 예약되었습니다',
  },
  'appointment.moved.subject': { en: 'Moved: your appointment on {day} at {time}', ko: '예약 변경: {day} {time}' },
  'appointment.moved.title': {
    en: '{name}, your appointment is now on {day} at {time}',
    ko: '{name}님, 예약이 {day} {time}(으)로 변경되었습니다',
  },
  'appointment.over.subject': { en: 'Canceled: your appointment on {day} at {time}', ko: '예약 취소: {day} {time}' },
  'appointment.over.title': {
    en: '{name}, your appointment on {day} at {time} is canceled',
    ko: '{name}님, {day} {time} 예약이 취소되었습니다',
  },
  'appointment.about': {
    en: 'It’s about “{campaign}”. Times are in {zone}.',
    ko: '“{campaign}” 관련입니다. 시간은 {zone} 기준입니다.',
  },
  'appointment.byPhone': { en: 'We’ll call you then.', ko: '그 시간에 전화드리겠습니다.' },
  'appointment.place': { en: 'Where: {place}', ko: '장소: {place}' },
  'appointment.entry': {
    en: 'The attached calendar entry changes by itself if the appointment is moved or canceled.',
    ko: '첨부된 일정은 예약이 변경되거나 취소되면 자동으로 바뀝니다.',
  },
  'appointment.open': { en: 'Move or cancel it', ko: '예약 변경 또는 취소' },
  'appointment.openOver': { en: 'Your request', ko: '내 문의 보기' },
  'appointment.event': { en: 'Appointment: {about}', ko: '예약: {about}' },

  'agentAppointment.made.subject': {
    en: 'Appointment with {name} on {day} at {time}',
    ko: '{name}님 예약: {day} {time}',
  },
  'agentAppointment.moved.subject': {
    en: 'Moved: appointment with {name} on {day} at {time}',
    ko: '예약 변경: {name}님 {day} {time}',
  },
  'agentAppointment.over.subject': {
    en: 'Not yours anymore: appointment with {name} on {day} at {time}',
    ko: '담당 예약 해제: {name}님 {day} {time}',
  },
  'agentAppointment.byPhone': { en: 'The call is offered to you at that time.', ko: '그 시간에 통화가 배정됩니다.' },
  'agentAppointment.over': {
    en: 'It was canceled, or another agent keeps it.',
    ko: '예약이 취소되었거나 다른 상담원이 담당합니다.',
  },
  'agentAppointment.nameless': { en: 'a customer', ko: '고객' },
  'agentAppointment.open': { en: 'Open the lead', ko: '리드 열기' },
  'agentAppointment.why': {
    en: 'Leadbell sends this to the agent of an appointment.',
    ko: 'Leadbell이 예약 담당 상담원에게 보내는 이메일입니다.',
  },
  'prospect.why': {
    en: 'You’re getting this email because a request was sent with this address and consent to email it. If that wasn’t you, you can ignore it.',
    ko: '이 주소로 문의와 이메일 수신 동의가 접수되어 보내 드리는 이메일입니다. 본인이 아니시라면 무시하셔도 됩니다.',
  },

  'missedLead.subject': {
    en: { one: 'A lead wasn’t accepted', other: '{count} leads weren’t accepted' },
    ko: '수락되지 않은 리드 {count}건',
  },
  'missedLead.body': {
    en: {
      one: 'No agent was available in time. A callback is scheduled.',
      other: 'No agent was available in time. Callbacks are scheduled.',
    },
    ko: '제시간에 받을 수 있는 상담원이 없어 콜백이 예약되었습니다.',
  },
  'missedLead.promised': { en: 'Callback {when}', ko: '콜백 예약: {when}' },
  'missedLead.over': { en: 'Handled since', ko: '이후 처리되었습니다' },
  'missedLead.more': { en: 'And {count} more.', ko: '그 외 {count}건이 있습니다.' },
  'missedLead.open': { en: 'Open the floor', ko: '실시간 현황 열기' },

  'alarm.subject': { en: 'Alert: {sentence}', ko: '알림: {sentence}' },
  'alarm.body': { en: 'Since {when}.', ko: '{when}부터 계속되고 있습니다.' },
  'alarm.open': { en: 'View', ko: '확인하기' },
  'supervisor.why': {
    en: 'Leadbell sends this to all supervisors.',
    ko: 'Leadbell이 모든 슈퍼바이저에게 보내는 이메일입니다.',
  },

  'invitation.subject': { en: 'You’re invited to Leadbell', ko: 'Leadbell에 초대되었습니다' },
  'invitation.subjectBy': { en: '{by} invited you to Leadbell', ko: '{by}님이 Leadbell에 초대했습니다' },
  'invitation.title': { en: 'Welcome to Leadbell', ko: 'Leadbell에 오신 것을 환영합니다' },
  'invitation.titleName': { en: 'Welcome to Leadbell, {name}', ko: '{name}님, Leadbell에 오신 것을 환영합니다' },
  'invitation.body': {
    en: 'Choose a password to get started. The link works once.',
    ko: '비밀번호를 정하면 바로 시작할 수 있습니다. 링크는 한 번만 사용할 수 있습니다.',
  },
  'passwordReset.subject': { en: 'Reset your Leadbell password', ko: 'Leadbell 비밀번호 재설정' },
  'passwordReset.title': { en: 'Reset your password', ko: '비밀번호 재설정' },
  'passwordReset.body': {
    en: 'We got a request to reset your password. The link works once.',
    ko: '비밀번호 재설정 요청이 접수되었습니다. 링크는 한 번만 사용할 수 있습니다.',
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
  /** The full time, for a line by itself. */
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
