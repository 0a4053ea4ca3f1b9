/** The page of the learned score model. */
import type { Catalogue } from './index.ts';

export const adminScoringText = {
  title: { en: 'Score model', ko: '점수 모델' },
  intro: {
    en: 'Learns from closed leads which ones are won, and scores new leads. While it’s off or not good enough, campaign rules set the score.',
    ko: '종료된 리드에서 어떤 리드가 계약되는지 학습해 새 리드에 점수를 매깁니다. 꺼져 있거나 성능이 부족하면 캠페인 규칙으로 계산합니다.',
  },
  choice: { en: 'Use', ko: '사용' },
  'protected.about': {
    en: 'Using age, sex, origin, religion, family, disability, language or place to decide who is served first may break the law (ECOA, Fair Housing Act, Title VII) and harms people. Ask a lawyer first. The audit log keeps who turned this on.',
    ko: '나이, 성별, 출신, 종교, 가족, 장애, 언어, 지역에 따라 응대 순서를 정하면 법을 위반하고 고객에게 피해를 줄 수 있습니다. 먼저 법률 전문가와 상의하세요. 이 설정을 켠 사람은 변경 기록에 남습니다.',
  },
  'protected.fields': { en: 'Left out: language, place, {fields}', ko: '제외: 언어, 지역, {fields}' },
  'protected.none': { en: 'Left out: language and place', ko: '제외: 언어, 지역' },
  last: { en: 'Last training', ko: '마지막 학습' },
  never: { en: 'No model has been trained yet.', ko: '아직 학습한 모델이 없습니다.' },
  train: { en: 'Train now', ko: '지금 학습' },
  training: { en: 'Training…', ko: '학습 중…' },
  inUse: { en: 'In use', ko: '사용 중' },
  unused: { en: 'Not used', ko: '사용 안 함' },
  version: { en: 'Version {version}, {when}', ko: '버전 {version}, {when}' },
  leads: { en: 'Closed leads', ko: '종료된 리드' },
  wins: { en: 'Won', ko: '계약 성사' },
  area: { en: 'Area under the curve', ko: 'ROC 곡선 아래 면적' },
  rules: { en: 'Same, for rules', ko: '규칙의 면적' },
  'area.about': {
    en: 'How often a lead that is won scores higher than one that isn’t, on the newest fifth of the leads. 0.5 is chance, 1 is perfect.',
    ko: '최근 20%의 리드에서 계약된 리드의 점수가 그렇지 않은 리드보다 높은 비율입니다. 0.5는 우연, 1은 완벽한 예측입니다.',
  },
  'refusal.oneClass': {
    en: 'All leads so far ended the same way, so there is nothing to tell apart.',
    ko: '지금까지 모든 리드가 같은 결과로 끝나 구분할 수 없습니다.',
  },
  'refusal.tooFewWins': {
    en: 'Fewer than {least} leads were won. Rules set the score until there are more.',
    ko: '계약된 리드가 {least}건보다 적습니다. 그때까지 규칙으로 계산합니다.',
  },
  'refusal.tooShort': {
    en: 'The leads cover too little time: part of it has only wins, or none.',
    ko: '기간이 너무 짧아 일부 구간에 계약 성사가 없거나 성사만 있습니다.',
  },
  'refusal.noBetterThanChance': {
    en: 'It ranks the newest leads no better than chance.',
    ko: '최근 리드를 우연보다 잘 구분하지 못합니다.',
  },
  'refusal.worseThanRules': {
    en: 'Campaign rules rank the newest leads better.',
    ko: '캠페인 규칙이 최근 리드를 더 잘 구분합니다.',
  },
  calibration: { en: 'Predicted and actual wins', ko: '예측과 실제 계약률' },
  predicted: { en: 'Predicted', ko: '예측' },
  actual: { en: 'Actual', ko: '실제' },
  tenth: { en: 'Decile', ko: '십분위' },
} as const satisfies Catalogue;
