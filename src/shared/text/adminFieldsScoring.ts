/** Labels of the fields of a campaign’s scoring, by path; see adminFields.ts. */
import type { Catalogue } from './index.ts';

export const adminFieldsScoringText = {
  scoring: { en: 'Score this campaign’s leads', ko: '이 캠페인의 리드에 점수 매기기' },
  'hint.scoring': {
    en: 'From 0 to 100, when a lead opens and when its details change. 70 and up is high, 40 and up is medium.',
    ko: '리드가 열릴 때와 정보가 바뀔 때 0–100점을 매깁니다. 70점 이상은 높음, 40점 이상은 보통입니다.',
  },
  isOn: { en: 'Score leads by the model', ko: '모델로 점수 매기기' },
  'hint.isOn': {
    en: 'Retrained every night. A lead keeps the score of the version that scored it.',
    ko: '매일 밤 다시 학습합니다. 리드에는 점수를 매긴 버전의 점수가 남습니다.',
  },
  usesProtected: { en: 'Also learn from protected traits', ko: '보호 대상 특성도 학습' },
  'scoring.start': { en: 'Every lead starts at', ko: '기본 점수' },
  'scoring.rules': { en: 'Scoring rules', ko: '점수 규칙' },
  'hint.scoring.rules': {
    en: 'Adds the points of every rule whose conditions all match.',
    ko: '조건이 모두 맞는 규칙의 점수를 모두 더합니다.',
  },
  'scoring.rules.#': { en: 'Scoring rule {n}', ko: '점수 규칙 {n}' },
  'scoring.rules.#.name': { en: 'Name', ko: '이름' },
  'hint.scoring.rules.#.name': {
    en: 'Agents see it as the reason.',
    ko: '상담원에게 점수의 이유로 표시됩니다.',
  },
  'scoring.rules.#.points': { en: 'Points', ko: '점수' },
  'scoring.rules.#.when': { en: 'Conditions', ko: '조건' },
  'scoring.rules.#.when.languages': { en: 'Language is', ko: '언어' },
  'scoring.rules.#.when.interests': { en: 'Interest is', ko: '관심 사항' },
  'scoring.rules.#.when.sources': { en: 'Source is', ko: '유입 경로' },
  'hint.scoring.rules.#.when.sources': {
    en: 'Values of utm_source, separated by commas.',
    ko: 'utm_source 값을 쉼표로 구분해 입력하세요.',
  },
  'scoring.rules.#.when.places': { en: 'Customer may be in', ko: '고객 지역' },
  'hint.scoring.rules.#.when.places': {
    en: 'Countries or US states, such as KR or US-CA, separated by commas.',
    ko: 'KR, US-CA와 같은 국가 또는 미국 주를 쉼표로 구분해 입력하세요.',
  },
  'scoring.rules.#.when.kinds': { en: 'Arrived by', ko: '접수 방법' },
  'scoring.rules.#.when.behaviors': { en: 'The customer', ko: '고객 행동' },
  'scoring.rules.#.when.weekdays': { en: 'Day is', ko: '요일' },
  'scoring.rules.#.when.hours': { en: 'Only between these hours', ko: '이 시간에만' },
  'scoring.rules.#.when.answers': { en: 'Answers', ko: '답변' },
  'scoring.rules.#.when.numbers': { en: 'Numbers', ko: '숫자 답변' },
} as const satisfies Catalogue;
