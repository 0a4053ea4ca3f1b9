/** A person’s dossier as a page to read. Citations of the law stay in English. */
import type { Catalogue } from './index.ts';

export const dossierText = {
  title: { en: 'Dossier', ko: '증빙 자료' },
  intro: {
    en: 'Exported {when} (UTC) by {business}. This page is for reading; the JSON file exported with it is the proof: npm run verify-dossier checks it.',
    ko: '{business}에서 {when}(UTC)에 내보냈습니다. 이 페이지는 열람용이며, 증명은 함께 내보낸 JSON 파일로 합니다. npm run verify-dossier 명령으로 확인할 수 있습니다.',
  },
  key: { en: 'Signed with key', ko: '서명 키' },
  person: { en: 'Customer', ko: '고객' },
  consent: { en: 'Inquiries and consent', ko: '문의와 동의' },
  checked: { en: 'Checked', ko: '선택함' },
  unchecked: { en: 'Not checked', ko: '선택하지 않음' },
  notShown: { en: 'Not shown', ko: '표시하지 않음' },
  page: { en: 'Page', ko: '페이지' },
  address: { en: 'Network address', ko: '네트워크 주소' },
  browser: { en: 'Browser', ko: '브라우저' },
  wordingVersion: { en: 'Wording version', ko: '문구 버전' },
  message: { en: 'Message', ko: '메시지' },
  proof: { en: 'Signed root', ko: '서명된 루트' },
  'none.pending': { en: 'Too new: signed with the file only', ko: '최근 문의: 파일 서명만 있음' },
  'none.open': {
    en: 'The lead is open: signed by a root once it closes',
    ko: '진행 중인 리드: 종료 후 루트로 서명',
  },
  'none.before': { en: 'No certificate: before signing began', ko: '증명서 없음: 서명 시작 이전' },
  'none.notCovered': {
    en: 'Not covered by the root of its time: imported, late, changed or erased',
    ko: '당시 루트에 없음: 가져오기, 지연, 변경 또는 삭제',
  },
  history: { en: 'History', ko: '이력' },
  calls: { en: 'Calls', ko: '통화' },
  inbound: { en: 'From the customer', ko: '수신' },
  outbound: { en: 'To the customer', ko: '발신' },
  doNotCall: { en: 'Do-not-call requests', ko: '수신 거부 요청' },
  none: { en: 'None', ko: '없음' },
  added: { en: 'Added', ko: '추가' },
  lifted: { en: 'Lifted', ko: '해제' },
  items: { en: 'Items of 16 CFR 310.5(a)', ko: '16 CFR 310.5(a) 항목' },
  notProved: { en: 'What this doesn’t prove', ko: '증명하지 않는 사항' },
  'not.0': {
    en: 'That the person who sent the form owns the number or the address.',
    ko: '양식을 보낸 사람이 전화번호나 주소의 소유자라는 사실.',
  },
  'not.1': {
    en: 'What the browser really displayed: the page, browser and time zone are as it reported them.',
    ko: '브라우저에 실제로 표시된 내용. 페이지, 브라우저, 시간대는 브라우저가 알린 값입니다.',
  },
  'not.2': {
    en: 'That nothing is missing: records deleted before this export aren’t in it, and the latest ones may be cut off. Compare the roots with a copy kept elsewhere, such as the log.',
    ko: '누락이 없다는 사실. 내보내기 전에 삭제된 기록은 없으며 최근 기록이 빠졌을 수 있습니다. 로그처럼 다른 곳에 보관한 사본과 루트를 비교하세요.',
  },
  'not.3': {
    en: 'The time, beyond our own clock: no outside authority stamps the roots.',
    ko: '자체 시계 이상의 시각. 외부 기관이 루트에 시각을 찍지 않습니다.',
  },
  'not.4': {
    en: 'Anything against someone who has both the database and the private key: they can sign again. Compare the roots with a copy kept elsewhere.',
    ko: '데이터베이스와 개인 키를 모두 가진 사람에 대한 증명. 다시 서명할 수 있으므로 다른 곳에 보관한 사본과 루트를 비교하세요.',
  },
  'not.5': {
    en: 'What was said in a call. Recordings aren’t part of this file.',
    ko: '통화에서 말한 내용. 녹음은 이 파일에 없습니다.',
  },
  'not.own': {
    en: 'What agents wrote, why they were chosen, and scripts: this copy, exported by the customer, doesn’t have them.',
    ko: '상담원이 작성한 내용, 배정 사유, 스크립트. 고객이 직접 내보낸 사본에는 없습니다.',
  },
} as const satisfies Catalogue;

/** In the order of the texts above. */
export const NOT_PROVED = ([0, 1, 2, 3, 4, 5] as const).map((n) => `not.${n}` as const);
