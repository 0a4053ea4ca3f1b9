/** The call flow of a campaign. */
import type { OutlinePart } from '../admin.ts';
import type { Catalogue, Text } from './index.ts';
import type { Language } from '../../core/vocabulary/language.ts';

const outline = {
  'outline.greeting': { en: 'Greeting', ko: '인사말' },
  'outline.returning': { en: 'Greeting for returning callers', ko: '다시 전화한 고객 인사말' },
  'outline.returningOpen': {
    en: 'Greeting for callers with an open request',
    ko: '진행 중인 문의가 있는 고객 인사말',
  },
  'outline.question': { en: 'Question', ko: '질문' },
  'outline.line': { en: 'In line (repeats)', ko: '통화 대기(반복)' },
  'outline.keepPlace': { en: 'After 1: keep place in line', ko: '1번: 대기 순서 유지' },
  'outline.stopCalls': { en: 'After 9: stop our calls', ko: '9번: 수신 거부' },
  'outline.message': {
    en: 'Message: after 2, or when closed',
    ko: '메시지: 2번 또는 운영 시간 외',
  },
  'outline.closed': { en: 'When closed', ko: '운영 시간 외' },
  'outline.promised': { en: 'When the wait is too long', ko: '대기 시간이 너무 길 때' },
  'outline.noNumber': {
    en: 'When the wait is too long and the number is hidden',
    ko: '대기 시간이 너무 길고 번호가 숨겨져 있을 때',
  },
  'outline.recorded': { en: 'Before the call', ko: '상담 시작 전' },
  'outline.text': { en: 'Text after a missed call', ko: '부재중 전화 후 문자' },
} as const satisfies Readonly<Record<`outline.${OutlinePart}`, Readonly<Record<Language, Text>>>>;

export const adminCallsText = {
  ...outline,
  title: { en: 'Calls', ko: '전화' },
  noNetwork: {
    en: 'No phone network is set up, so calls can’t come in yet. You can prepare everything here.',
    ko: '전화망이 설정되지 않아 아직 전화를 받을 수 없습니다. 설정은 미리 해 둘 수 있습니다.',
  },
  takes: { en: 'This campaign takes calls', ko: '이 캠페인에서 전화를 받음' },
  'takes.about': {
    en: 'callers become leads, wait in line and reach an agent',
    ko: '전화한 고객이 리드가 되어 대기하다가 상담원과 연결됩니다',
  },
  'number.add': { en: 'Add number', ko: '번호 추가' },
  'source.add': { en: 'Add source', ko: '유입 경로 추가' },
  'part.said': { en: 'Prompts and questions', ko: '안내와 질문' },
  'part.line': { en: 'Waiting in line', ko: '통화 대기' },
  'part.after': { en: 'Messages, texts, recordings', ko: '음성 메시지, 문자, 녹음' },
  'part.money': { en: 'Cost limits', ko: '비용 한도' },
  'spoken.said': { en: 'Text to speech', ko: '음성 합성' },
  'spoken.played': { en: 'Audio file', ko: '음성 파일' },
  'question.add': { en: 'Add question', ko: '질문 추가' },
  'choice.add': { en: 'Add key', ko: '버튼 추가' },
  'interest.none': { en: 'None', ko: '없음' },
  'answer.none': { en: 'None', ko: '없음' },
  'skills.add': { en: 'Require skills', ko: '필요한 스킬 지정' },
  'blocked.add': { en: 'Block number', ko: '차단 번호 추가' },
  'country.add': { en: 'Add country', ko: '국가 추가' },
  'text.start.en': {
    en: 'Sorry we missed your call. We’ll call you back. Choose another time: {page} Reply STOP to opt out.',
    ko: 'Sorry we missed your call. We’ll call you back. Choose another time: {page} Reply STOP to opt out.',
  },
  'text.start.ko': {
    en: '전화를 받지 못해 죄송합니다. 곧 다시 전화드리겠습니다. 시간 변경: {page} 수신 거부는 STOP으로 답장해 주세요.',
    ko: '전화를 받지 못해 죄송합니다. 곧 다시 전화드리겠습니다. 시간 변경: {page} 수신 거부는 STOP으로 답장해 주세요.',
  },
  'outline.title': { en: 'What callers hear', ko: '고객이 듣는 안내' },
  'outline.language': { en: 'Preview language', ko: '미리보기 언어' },
  'outline.plays': { en: '♪ {url}', ko: '♪ {url}' },
  'outline.music': { en: '♪ quiet music', ko: '♪ 잔잔한 음악' },
  'outline.wait': {
    en: 'The preview comes back once the settings are valid.',
    ko: '설정이 올바르면 미리보기가 다시 표시됩니다.',
  },
} as const satisfies Catalogue;
