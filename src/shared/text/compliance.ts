/** The report of compliance. */
import type { Catalogue } from './index.ts';

export const complianceText = {
  since: {
    en: 'Counted since {time}. What happened before isn’t in this report.',
    ko: '{time}부터 집계합니다. 그 이전은 이 보고서에 없습니다.',
  },
  refused: { en: 'Calls that the law refused', ko: '법에 따라 거부된 통화' },
  'refused.about': {
    en: 'Each time that a lead was about to be offered or dialed, and the law didn’t permit the call. None of these calls was made.',
    ko: '리드를 배정하거나 전화를 걸려던 순간 법이 통화를 허용하지 않은 횟수입니다. 모두 전화를 걸지 않았습니다.',
  },
  days: { en: 'By day', ko: '날짜별' },
  'days.about': {
    en: 'Calls that the law refused, and requests not to be called, on each day',
    ko: '법에 따라 거부된 통화와 수신 거부 요청의 날짜별 건수',
  },
  basis: { en: 'What permitted contact', ko: '연락 근거' },
  'basis.about': {
    en: 'Accepted offers, by what permitted the contact at that moment.',
    ko: '수락한 배정을 그 시점의 연락 근거별로 집계했습니다.',
  },
  'basis.agreedTime': { en: 'A time agreed with the customer', ko: '고객과 합의한 시간' },
  'basis.liveCall': { en: 'The customer was on the line', ko: '고객이 통화 중' },
  consent: { en: 'Consent', ko: '동의' },
  'consent.about': {
    en: 'What inquiries permitted. One inquiry can permit several kinds of contact.',
    ko: '문의에서 허용한 연락 방법입니다. 문의 하나에 여러 가지가 포함될 수 있습니다.',
  },
  'consent.call': { en: 'Calls', ko: '전화' },
  'consent.now': { en: 'Call now', ko: '지금 전화' },
  'consent.text': { en: 'Texts', ko: '문자' },
  'consent.email': { en: 'Email', ko: '이메일' },
  'consent.asked': { en: 'No consent asked for: they called us', ko: '동의를 묻지 않음: 고객이 전화함' },
  'consent.customer': { en: 'Existing customer, stated by the business', ko: '회사가 밝힌 기존 고객' },
  'consent.withdrawn': { en: 'Withdrawn by the customer', ko: '고객이 철회' },
  asked: { en: 'Do-not-call requests', ko: '수신 거부 요청' },
  'asked.about': {
    en: 'Requests on open leads, by way. Numbers without a lead, such as those of an import, are in the do-not-call list.',
    ko: '진행 중인 리드의 요청을 경로별로 집계했습니다. 가져오기처럼 리드가 없는 번호는 수신 거부 목록에 있습니다.',
  },
  lifted: { en: 'Do-not-call requests taken back', ko: '수신 거부 해제' },
  'lifted.about': {
    en: 'Leads of customers who had asked not to be called and may be called again.',
    ko: '수신 거부를 요청했다가 해제되어 다시 전화할 수 있게 된 고객의 리드입니다.',
  },
  callbacks: { en: 'Callbacks', ko: '콜백' },
  'callbacks.about': {
    en: 'Promised callbacks by reason: those that came due were kept if we called within the window, and late if not. Expired ones were never reached in time.',
    ko: '약속한 콜백을 사유별로 집계했습니다. 예정 시간대 안에 전화하면 지킨 콜백, 아니면 늦은 콜백이며, 만료는 끝내 연결되지 않은 콜백입니다.',
  },
  promised: { en: 'Promised', ko: '약속' },
  kept: { en: 'Kept', ko: '지킴' },
  late: { en: 'Late', ko: '늦음' },
  expired: { en: 'Expired', ko: '만료' },
  kind: { en: 'Kind', ko: '종류' },
  reason: { en: 'Reason', ko: '사유' },
  count: { en: 'Count', ko: '수' },
  rule: { en: 'Rule', ko: '규칙' },
  total: { en: 'Total', ko: '합계' },
  nothing: { en: 'None in this period', ko: '이 기간에 없음' },
  abandoned: { en: 'Abandoned calls', ko: '포기 호' },
  'abandoned.about': {
    en: 'The limit of 3% in 30 days (47 CFR 64.1200(a)(7)) is for calls that a person answers before an agent is there. Here an agent is on the line before the customer is dialed, so no such call is made.',
    ko: '30일간 3% 한도(47 CFR 64.1200(a)(7))는 상담원이 없는 상태에서 고객이 받는 전화에 적용됩니다. 여기서는 상담원이 먼저 연결된 뒤 고객에게 전화하므로 그런 전화가 없습니다.',
  },
} as const satisfies Catalogue;
