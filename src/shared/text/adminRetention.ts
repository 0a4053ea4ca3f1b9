/** What is kept how long, and why. */
import type { FIXED_RETENTION, RetentionKind } from '../../core/retention.ts';
import type { Language } from '../../core/campaign.ts';
import type { Catalogue } from './index.ts';

type Key = `why.${RetentionKind}` | `${'fixed' | 'kept'}.${(typeof FIXED_RETENTION)[number]}`;

export const adminRetentionText = {
  title: { en: 'Retention', ko: '보관 기간' },
  intro: {
    en: 'How long each kind of data is kept. What has become older is removed by itself, and cannot be brought back.',
    ko: '종류별로 데이터를 얼마나 보관하는지 정합니다. 기간이 지난 데이터는 자동으로 삭제되며 되돌릴 수 없습니다.',
  },
  chosen: { en: 'Chosen here', ko: '여기서 정하는 기간' },
  days: { en: 'days', ko: '일' },
  bounds: {
    en: 'From {least} to {most} days; {usual} is usual.',
    ko: '{least}일부터 {most}일까지. 보통 {usual}일입니다.',
  },
  'bounds.always': {
    en: 'From {least} to {most} days, or always.',
    ko: '{least}일부터 {most}일까지, 또는 계속 보관합니다.',
  },
  always: { en: 'Always', ko: '계속 보관' },
  afterDays: { en: 'For some days', ko: '며칠 동안만' },
  shorter: {
    en: 'You chose less than before: once saved, what is older is removed within minutes.',
    ko: '이전보다 짧게 정했습니다. 저장하면 기간이 지난 데이터가 몇 분 안에 삭제됩니다.',
  },
  fiveYears: {
    en: '{days} days are fewer than the five years (1826 days) for which the Telemarketing Sales Rule, 16 CFR 310.5, asks sellers to keep records of calls and consent. Ask your counsel whether it applies to you.',
    ko: '{days}일은 미국 텔레마케팅 판매 규칙(16 CFR 310.5)이 통화와 동의 기록의 보관을 요구하는 5년(1826일)보다 짧습니다. 적용 대상인지 법률 자문을 받아 주세요.',
  },
  'why.rawBodies': {
    en: 'Forms exactly as they were sent: for mending mistakes of reading. Everything in them that is used is kept with the lead.',
    ko: '보내온 그대로의 양식입니다. 잘못 읽은 것을 바로잡을 때 씁니다. 쓰이는 내용은 모두 리드에 남습니다.',
  },
  'why.deliveredEffects': {
    en: 'That something followed from a change, such as a counted miss. The days shown on the floor come from here.',
    ko: '놓친 제안의 집계처럼 변경에 따라 일어난 일입니다. 현황 화면의 하루 집계가 여기에서 나옵니다.',
  },
  'why.decisions': {
    en: 'Why each agent was or was not offered a closed lead. Open leads keep all of theirs.',
    ko: '끝난 리드를 어느 상담원에게 왜 제안했는지, 또는 하지 않았는지입니다. 열린 리드의 것은 모두 남습니다.',
  },
  'why.closedLeads': {
    en: 'Names, numbers, messages, notes and consent of closed leads. States, times, outcomes and the chain of the history stay. Off, because the Telemarketing Sales Rule (16 CFR 310.5) asks for five years of call and consent records.',
    ko: '끝난 리드의 이름, 번호, 메시지, 메모, 동의입니다. 상태, 시각, 결과와 기록의 연결은 남습니다. 미국 텔레마케팅 판매 규칙(16 CFR 310.5)이 통화와 동의 기록을 5년 동안 요구하므로 처음에는 계속 보관합니다.',
  },
  'chosen.not': { en: 'Not to be chosen', ko: '정할 수 없는 기간' },
  'fixed.openLeads': { en: 'Open leads', ko: '열린 리드' },
  'fixed.doNotCall': { en: 'Do-not-call list', ko: '수신 거부 목록' },
  'fixed.inquiries': { en: 'Inquiries', ko: '문의' },
  'fixed.calls': { en: 'Calls', ko: '통화' },
  'fixed.recordings': { en: 'Messages and recordings', ko: '음성 메시지와 녹음' },
  'fixed.sessions': { en: 'Sign-ins', ko: '로그인' },
  'fixed.replies': { en: 'Answers kept for repeats', ko: '반복 요청용 응답' },
  'fixed.mails': { en: 'Mails', ko: '메일' },
  'fixed.audit': { en: 'Audit log', ko: '변경 기록' },
  'kept.openLeads': { en: 'Always.', ko: '계속 보관합니다.' },
  'kept.doNotCall': {
    en: 'Always, as a keyed hash of the number: a wish not to be called outlives everything else.',
    ko: '번호의 해시로 계속 보관합니다. 전화하지 말라는 뜻은 다른 모든 것보다 오래 지켜집니다.',
  },
  'kept.inquiries': {
    en: 'As long as their lead, without the raw body and, once the lead is erased, without the person.',
    ko: '리드와 같은 기간 보관합니다. 원문은 빼고, 리드의 개인정보가 지워지면 개인정보도 뺍니다.',
  },
  'kept.calls': {
    en: 'As long as their lead; once it is erased, without the number and without what was recorded.',
    ko: '리드와 같은 기간 보관합니다. 개인정보가 지워지면 번호와 녹음도 뺍니다.',
  },
  'kept.recordings': {
    en: 'Messages and recordings of calls, at the telephone network too: the days set in the campaign’s calls, otherwise 30.',
    ko: '통화의 음성 메시지와 녹음은 통신사 쪽까지 캠페인의 전화 설정에서 정한 날수, 정하지 않았으면 30일 보관합니다.',
  },
  'kept.sessions': {
    en: 'Until they end: 12 hours without use, 7 days in any case.',
    ko: '끝날 때까지입니다. 12시간 쓰지 않으면, 또는 7일이 지나면 끝납니다.',
  },
  'kept.replies': {
    en: 'One day: answers to requests that carry an Idempotency-Key.',
    ko: 'Idempotency-Key가 있는 요청의 응답을 하루 보관합니다.',
  },
  'kept.mails': {
    en: '30 days after they were sent or cancelled, 90 days when they could not be sent.',
    ko: '보냈거나 취소한 뒤 30일, 보내지 못했으면 90일 보관합니다.',
  },
  'kept.audit': {
    en: 'Always: who changed what in the administration.',
    ko: '관리 화면에서 누가 무엇을 바꿨는지 계속 보관합니다.',
  },
} as const satisfies Catalogue & Readonly<Record<Key, Readonly<Record<Language, string>>>>;
