/** What happens to a campaign's calls, as administrators set it. */
import type { OutlinePart } from '../admin.ts';
import type { Catalogue, Text } from './index.ts';
import type { Language } from '../../core/campaign.ts';

const outline = {
  'outline.greeting': { en: 'First', ko: '처음' },
  'outline.returning': { en: 'First, to who was here before', ko: '처음, 전에 문의한 적이 있는 고객에게' },
  'outline.returningOpen': {
    en: 'First, to whose request is open',
    ko: '처음, 진행 중인 문의가 있는 고객에게',
  },
  'outline.question': { en: 'A question', ko: '질문' },
  'outline.line': { en: 'In line, again and again', ko: '대기 중 반복' },
  'outline.keepPlace': { en: 'After 1: keeping the place', ko: '1번을 누르면: 순서 유지' },
  'outline.message': {
    en: 'A message: after 2, or while you are closed',
    ko: '메시지: 2번을 누르거나 운영 시간이 아닐 때',
  },
  'outline.closed': { en: 'While you are closed', ko: '운영 시간이 아닐 때' },
  'outline.promised': { en: 'When the wait was too long', ko: '대기가 너무 길어졌을 때' },
  'outline.noNumber': { en: 'The same, to who withholds the number', ko: '번호를 숨긴 고객에게' },
  'outline.recorded': { en: 'Before the conversation', ko: '상담 시작 전' },
  'outline.text': { en: 'A text, after they hung up unserved', ko: '상담 없이 끊은 뒤의 문자' },
} as const satisfies Readonly<Record<`outline.${OutlinePart}`, Readonly<Record<Language, Text>>>>;

export const adminCallsText = {
  ...outline,
  title: { en: 'Calls', ko: '전화' },
  noNetwork: {
    en: 'No telephone network is set up, so no call can come in yet. Everything here can be prepared.',
    ko: '아직 통신망이 설정되지 않아 전화가 들어오지 않습니다. 설정은 미리 해 둘 수 있습니다.',
  },
  takes: { en: 'This campaign takes calls', ko: '이 캠페인에서 전화를 받음' },
  'takes.about': {
    en: 'callers become leads, wait in line, and reach an agent',
    ko: '전화한 고객이 리드가 되어 대기하다가 상담원과 연결됩니다',
  },
  'number.add': { en: 'Add a number', ko: '번호 추가' },
  'part.said': { en: 'What is said and asked', ko: '안내와 질문' },
  'part.line': { en: 'The line', ko: '대기' },
  'part.after': { en: 'Messages, texts, recordings', ko: '메시지, 문자, 녹음' },
  'part.money': { en: 'What it may cost', ko: '비용 한도' },
  'spoken.said': { en: 'Said by a voice', ko: '음성 합성' },
  'spoken.played': { en: 'Played from an address', ko: '녹음 파일 재생' },
  'question.add': { en: 'Add a question', ko: '질문 추가' },
  'choice.add': { en: 'Add a key', ko: '버튼 추가' },
  'interest.none': { en: 'None', ko: '없음' },
  'answer.none': { en: 'Nothing', ko: '없음' },
  'skills.add': { en: 'Ask for skills', ko: '필요한 스킬 지정' },
  'blocked.add': { en: 'Block a number', ko: '차단 번호 추가' },
  'country.add': { en: 'Add a country', ko: '국가 추가' },
  'text.start.en': {
    en: 'Sorry that we missed your call. We will call you back. Answer STOP to get no more texts.',
    ko: 'Sorry that we missed your call. We will call you back. Answer STOP to get no more texts.',
  },
  'text.start.ko': {
    en: '전화를 받지 못해 죄송합니다. 곧 다시 전화드리겠습니다. 문자를 원하지 않으시면 STOP으로 답해 주세요.',
    ko: '전화를 받지 못해 죄송합니다. 곧 다시 전화드리겠습니다. 문자를 원하지 않으시면 STOP으로 답해 주세요.',
  },
  'outline.title': { en: 'What callers hear', ko: '고객이 듣는 안내' },
  'outline.language': { en: 'Language of the outline', ko: '미리보기 언어' },
  'outline.plays': { en: '♪ {url}', ko: '♪ {url}' },
  'outline.music': { en: '♪ quiet music', ko: '♪ 잔잔한 음악' },
  'outline.wait': {
    en: 'The outline comes back once the flow can be read.',
    ko: '설정을 읽을 수 있게 되면 미리보기가 다시 나타납니다.',
  },
} as const satisfies Catalogue;
