/** The national do-not-call registry. */
import type { Catalogue } from './index.ts';

export const adminRegistryText = {
  title: { en: 'National Do Not Call Registry (US)', ko: '미국 전국 수신 거부 등록부' },
  intro: {
    en: 'Upload the files that you download from the FTC for your area codes. A number on the registry, or in an area code without a list from the last 31 days, is called only with a legal basis such as the customer’s own inquiry.',
    ko: 'FTC에서 지역 번호별로 내려받은 파일을 올리세요. 등록부에 있는 번호와 최근 31일 이내의 목록이 없는 지역 번호에는 고객의 문의 같은 법적 근거가 있을 때만 전화합니다.',
  },
  none: { en: 'No list yet.', ko: '아직 목록이 없습니다.' },
  inForce: {
    en: { one: 'One area code in force, {numbers} numbers.', other: '{count} area codes in force, {numbers} numbers.' },
    ko: '적용 중인 지역 번호 {count}개, 번호 {numbers}개.',
  },
  stale: {
    en: {
      one: 'The list for one area code is more than 31 days old and no longer used. Import a new one.',
      other: 'The lists for {count} area codes are more than 31 days old and no longer used. Import new ones.',
    },
    ko: '지역 번호 {count}개의 목록이 31일을 지나 더 이상 사용하지 않습니다. 새 목록을 가져오세요.',
  },
  'scrub.running': {
    en: 'Callbacks checked so far: {checked}. Closed as not permitted: {closed}.',
    ko: '지금까지 확인한 콜백 {checked}건, 허용되지 않아 종료 {closed}건.',
  },
  'scrub.done': {
    en: 'Callbacks checked against it: {checked}. Closed as not permitted: {closed}.',
    ko: '이 목록으로 확인한 콜백 {checked}건, 허용되지 않아 종료 {closed}건.',
  },
  areas: { en: 'Area codes', ko: '지역 번호' },
  area: { en: '{areaCode}: {figure}', ko: '{areaCode}: {figure}개' },
  asOf: { en: 'As of {date}', ko: '{date} 기준' },
  tooOld: { en: 'Too old: {date}', ko: '기간 지남: {date}' },
  kind: { en: 'File type', ko: '파일 종류' },
  'kind.full': { en: 'Full list', ko: '전체 목록' },
  'kind.changes': { en: 'Change list', ko: '변경 목록' },
  'since.label': { en: 'Changes since', ko: '변경 시작일' },
  'asOf.label': { en: 'Date of the list', ko: '목록 날짜' },
  file: { en: 'Registry file', ko: '등록부 파일' },
  import: { en: 'Import file', ko: '파일 가져오기' },
  importing: { en: 'Importing…', ko: '가져오는 중…' },
  allowsFewer: { en: 'The file is complete', ko: '완전한 파일입니다' },
  'progress.reading': {
    en: '{by} is importing a file: {figure} lines so far.',
    ko: '{by}님이 가져오는 중: {figure}행.',
  },
  'progress.done': { en: 'Last import by {by}: {figure} lines.', ko: '최근 가져오기: {by}님, {figure}행.' },
  'progress.failed': {
    en: 'The last import by {by} was refused or interrupted. The previous lists stay in force.',
    ko: '{by}님의 최근 가져오기가 거부되거나 중단되었습니다. 기존 목록이 계속 적용됩니다.',
  },
} as const satisfies Catalogue;
