/** The survey of a lead, on the desk and on the lead's page, and the report of its results. */
import type { Catalogue } from './index.ts';

export const surveyText = {
  survey: { en: 'Survey', ko: '설문' },
  answered: { en: '{count} of {all} asked', ko: '{all}개 중 {count}개 질문함' },
  edit: { en: 'Edit answers', ko: '답변 수정' },
  refuse: { en: 'Refused', ko: '답변 거부' },
  refused: { en: 'Refused to answer', ko: '답변 거부' },
  texts: { en: 'Text answers', ko: '텍스트 답변' },
  retired: { en: 'No longer asked', ko: '더 이상 묻지 않음' },

  'report.empty': { en: 'No campaign has a survey', ko: '설문이 있는 캠페인이 없습니다' },
  'report.edit': {
    en: 'Add or edit questions in a campaign’s Survey section.',
    ko: '질문은 캠페인의 설문에서 추가하고 편집합니다.',
  },
  'report.leads': {
    en: { one: '{count} lead with answers', other: '{count} leads with answers' },
    ko: '답변이 있는 리드 {count}건',
  },
  'report.days': { en: 'By day', ko: '날짜별' },
  'report.days.about': {
    en: 'Leads with answers, by the day of the first one',
    ko: '답변이 있는 리드의 날짜별 건수(첫 답변일 기준)',
  },
  'report.groups.about': {
    en: 'Leads with answers, by group',
    ko: '답변이 있는 리드의 구분별 건수',
  },
  'report.group.leads': { en: 'Leads with answers', ko: '답변이 있는 리드' },
  'report.answered': { en: 'Answered', ko: '응답' },
  'report.counts': { en: '{answered} answered · {refused} refused', ko: '응답 {answered} · 거부 {refused}' },
  'report.answer': { en: 'Answer', ko: '답변' },
  'report.count': { en: 'Count', ko: '수' },
  'report.share': { en: 'Share', ko: '비율' },
  'report.average': { en: 'Average', ko: '평균' },
  'report.least': { en: 'Lowest', ko: '최소' },
  'report.greatest': { en: 'Highest', ko: '최대' },
  'report.texts.about': {
    en: 'Text answers are only counted here. To read them, open the leads and export them.',
    ko: '텍스트는 여기서 집계만 합니다. 내용은 리드를 내보내 확인하세요.',
  },
  'report.leads.open': { en: 'Open the leads', ko: '리드 열기' },
} as const satisfies Catalogue;
