/** The retention page. */
import type { FIXED_RETENTION, RetentionKind } from '../../core/administration/retention.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Catalogue } from './index.ts';

type Key = `why.${RetentionKind}` | `${'fixed' | 'kept'}.${(typeof FIXED_RETENTION)[number]}`;

export const adminRetentionText = {
  title: { en: 'Retention', ko: '보관 기간' },
  intro: {
    en: 'How long each kind of data is kept. Older data is deleted automatically and can’t be restored.',
    ko: '데이터 종류별 보관 기간을 설정합니다. 기간이 지난 데이터는 자동으로 삭제되며 복구할 수 없습니다.',
  },
  chosen: { en: 'You choose', ko: '설정할 수 있는 기간' },
  days: { en: 'days', ko: '일' },
  bounds: {
    en: '{least} to {most} days; usually {usual}.',
    ko: '{least}일부터 {most}일까지(보통 {usual}일)',
  },
  'bounds.always': {
    en: '{least} to {most} days, or always.',
    ko: '{least}일부터 {most}일까지, 또는 계속 보관',
  },
  always: { en: 'Always', ko: '계속 보관' },
  afterDays: { en: 'For a number of days', ko: '기간 지정' },
  shorter: {
    en: 'This is shorter than before. Once saved, older data is deleted within minutes.',
    ko: '이전보다 짧은 기간입니다. 저장하면 기간이 지난 데이터가 몇 분 안에 삭제됩니다.',
  },
  fiveYears: {
    en: '{days} days is less than the five years (1,826 days) for which the Telemarketing Sales Rule, 16 CFR 310.5, requires sellers to keep call and consent records. Ask your counsel whether it applies to you.',
    ko: '{days}일은 미국 텔레마케팅 판매 규칙(16 CFR 310.5)이 요구하는 통화 및 동의 기록 보관 기간인 5년(1,826일)보다 짧습니다. 적용 대상인지 법률 자문을 받으세요.',
  },
  'why.rawBodies': {
    en: 'Forms exactly as submitted, for correcting anything saved wrong. Everything in use is kept with the lead.',
    ko: '제출된 양식의 원본입니다. 내용이 잘못 저장되었을 때 바로잡는 데 사용합니다. 실제로 쓰이는 내용은 모두 리드에 보관됩니다.',
  },
  'why.deliveredEffects': {
    en: 'What a change triggered, such as counting a missed offer. Daily figures on the floor come from here.',
    ko: '미응답 집계처럼 변경에 따라 처리된 작업입니다. 실시간 현황의 하루 집계가 여기에서 나옵니다.',
  },
  'why.decisions': {
    en: 'Why each agent was or wasn’t offered a closed lead. Open leads keep all of theirs.',
    ko: '종료된 리드를 각 상담원에게 배정한 이유 또는 배정하지 않은 이유입니다. 진행 중인 리드의 내역은 모두 보관됩니다.',
  },
  'why.closedLeads': {
    en: 'Names, numbers, messages, notes and consent in closed leads. States, times, outcomes and the verified history stay. Always kept by default, because the Telemarketing Sales Rule (16 CFR 310.5) requires five years of call and consent records.',
    ko: '종료된 리드의 이름, 번호, 메시지, 메모, 동의 기록입니다. 상태, 시각, 결과와 이력 검증 정보는 남습니다. 미국 텔레마케팅 판매 규칙(16 CFR 310.5)이 통화 및 동의 기록을 5년간 보관하도록 요구하므로 기본값은 계속 보관입니다.',
  },
  'why.backups': {
    en: 'How long you keep backups. Leadbell doesn’t delete them; it shows this period when you erase a customer.',
    ko: '백업을 보관하는 기간입니다. Leadbell은 백업을 삭제하지 않으며, 여기에 적은 기간은 개인정보를 삭제하는 화면에 표시됩니다.',
  },
  notStated: { en: 'Not stated', ko: '정하지 않음' },
  'bounds.backups': {
    en: '{least} to {most} days, or not stated.',
    ko: '{least}일부터 {most}일까지, 또는 정하지 않음',
  },
  'chosen.not': { en: 'Fixed', ko: '고정된 기간' },
  'fixed.openLeads': { en: 'Open leads', ko: '진행 중인 리드' },
  'fixed.doNotCall': { en: 'Do-not-call list', ko: '수신 거부 목록' },
  'fixed.inquiries': { en: 'Inquiries', ko: '문의' },
  'fixed.calls': { en: 'Calls', ko: '통화' },
  'fixed.recordings': { en: 'Messages and recordings', ko: '음성 메시지와 녹음' },
  'fixed.imports': { en: 'Imported files', ko: '가져온 파일' },
  'fixed.sealed': { en: 'Sealed records of erased people', ko: '삭제된 고객의 봉인 기록' },
  'fixed.evidence': { en: 'Signed digests', ko: '서명된 요약값' },
  'fixed.sessions': { en: 'Sign-ins', ko: '로그인' },
  'fixed.numberProofs': { en: 'Proofs of a customer’s number', ko: '고객 번호 확인 기록' },
  'fixed.replies': { en: 'Stored API responses', ko: '반복 요청용 응답' },
  'fixed.mails': { en: 'Emails', ko: '이메일' },
  'fixed.audit': { en: 'Audit log', ko: '변경 기록' },
  'kept.openLeads': { en: 'Always.', ko: '계속 보관합니다.' },
  'kept.doNotCall': {
    en: 'Always. The number is kept until the customer is erased; after that, only a keyed hash of it.',
    ko: '계속 보관합니다. 번호는 개인정보를 삭제할 때까지, 그 후에는 번호의 해시만 남습니다.',
  },
  'kept.inquiries': {
    en: 'As long as their lead, without the original submission and, once the lead is erased, without personal data.',
    ko: '리드와 같은 기간 보관합니다. 원본은 제외하고, 리드의 개인정보가 삭제되면 개인정보도 제외합니다.',
  },
  'kept.calls': {
    en: 'As long as their lead; once it’s erased, without the number and recordings.',
    ko: '리드와 같은 기간 보관합니다. 개인정보가 삭제되면 번호와 녹음도 제외합니다.',
  },
  'kept.recordings': {
    en: 'Voice messages and call recordings, on the phone network too: for the days set in the campaign’s calls, otherwise 30.',
    ko: '음성 메시지와 통화 녹음은 전화망을 포함해 캠페인의 전화 설정에서 정한 기간, 설정하지 않으면 30일간 보관합니다.',
  },
  'kept.sealed': {
    en: 'If the administrator chose so: five years (16 CFR 310.5), encrypted. Only administrators can open them, with a written reason.',
    ko: '관리자가 선택한 경우 5년간(16 CFR 310.5) 암호화해 보관합니다. 관리자만 사유를 남기고 열람할 수 있습니다.',
  },
  'kept.evidence': {
    en: 'Always, so that dossiers can be checked. Digests say nothing about anyone.',
    ko: '증빙 자료를 확인할 수 있도록 계속 보관합니다. 요약값이며 누구에 관한 내용도 담지 않습니다.',
  },
  'kept.imports': {
    en: 'Each row until it’s a lead. Rows with errors or never started are kept for 7 days, rows waiting to be released for 30, counts and the file name for 90.',
    ko: '각 행은 리드가 될 때까지 보관합니다. 오류가 있거나 시작하지 않은 행은 7일, 배정 예정인 행은 30일, 집계와 파일 이름은 90일 보관합니다.',
  },
  'kept.sessions': {
    en: 'Until they end: after 12 hours without use, or 7 days at most.',
    ko: '종료될 때까지 보관합니다. 12시간 동안 사용하지 않거나 7일이 지나면 종료됩니다.',
  },
  'kept.numberProofs': {
    en: 'Two days: a code that a customer heard or was texted, and how often it was tried. Without the number.',
    ko: '2일: 고객이 전화나 문자로 받은 인증 번호와 입력 횟수이며, 전화번호는 저장하지 않습니다.',
  },
  'kept.replies': {
    en: 'One day: responses to requests with an Idempotency-Key.',
    ko: 'Idempotency-Key가 있는 요청의 응답을 하루 동안 보관합니다.',
  },
  'kept.mails': {
    en: '30 days after they were sent or canceled, 90 days if they couldn’t be delivered.',
    ko: '발송하거나 취소한 뒤 30일, 전달하지 못하면 90일 보관합니다.',
  },
  'kept.audit': {
    en: 'Always: who changed what in admin.',
    ko: '관리 화면의 변경 기록을 계속 보관합니다.',
  },
} as const satisfies Catalogue & Readonly<Record<Key, Readonly<Record<Language, string>>>>;
