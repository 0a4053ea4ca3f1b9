/** The results of surveys in a period, by campaign. Texts are counted, never shown: they are in exports of leads. */
import type { Campaign } from '../../core/administration/campaign.ts';
import {
  addSurvey,
  noQuestionFigures,
  noSurveyFigures,
  SCALE,
  type QuestionFigures,
  type SurveyFigures,
} from '../../core/report/surveyFigures.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { SurveyQuestion } from '../../core/vocabulary/survey.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReportPeriod } from '../../shared/reports.ts';
import type { QuestionNumbers, QuestionResult, SurveyReport, SurveyResult } from '../../shared/surveyReport.ts';
import { datesBetween } from '../../core/report/localDays.ts';
import { businessZone } from '../floor/businessDay.ts';
import { inLanguage } from '../present/wording.ts';
import { foldMissing, SETTLE_MS } from './grouping.ts';
import { foldSurveyDay, settleReports } from './settleReports.ts';

export interface SurveyQuery {
  readonly period: ReportPeriod;
  readonly compared: ReportPeriod | null;
  readonly campaignId?: string;
}

export async function viewSurvey(
  parts: Parts,
  { period, compared, campaignId }: SurveyQuery,
  language: Language,
): Promise<SurveyReport> {
  const countedUntil = await settleReports(parts, SETTLE_MS);
  const zone = await businessZone(parts);
  const missingDays = await foldMissing(parts, parts.surveys, zone, compared ? [period, compared] : [period], (date) =>
    foldSurveyDay(parts, zone, date),
  );
  const [now, before, campaigns] = await Promise.all([
    sumDays(parts, zone, period),
    compared ? sumDays(parts, zone, compared) : null,
    parts.campaigns.all(),
  ]);
  const dates = datesBetween(period.from, period.to);
  return {
    ...{ zone, period, compared, countedUntil, missingDays, dates },
    results: campaigns
      .filter(({ id, survey = [] }) => survey.length > 0 && (campaignId ?? id) === id)
      .map((campaign) => ({
        ...resultOf(campaign, now, before, language),
        days: dates.map((date) => now.days.get(`${campaign.id} ${date}`) ?? 0),
      }))
      .sort((one, other) => other.leads - one.leads || (one.name < other.name ? -1 : 1)),
  };
}

interface Sums {
  readonly byCampaign: ReadonlyMap<string, SurveyFigures>;
  /** Leads by campaign and date. */
  readonly days: ReadonlyMap<string, number>;
}

async function sumDays({ surveys }: Parts, zone: string, { from, to }: ReportPeriod): Promise<Sums> {
  const byCampaign = new Map<string, SurveyFigures>();
  const days = new Map<string, number>();
  for (const { date, rows } of await surveys.days(zone, 'answers', from, to))
    for (const { campaignId, figures } of rows) {
      const sum = byCampaign.get(campaignId) ?? noSurveyFigures();
      byCampaign.set(campaignId, sum);
      addSurvey(sum, figures);
      days.set(`${campaignId} ${date}`, figures.leads);
    }
  return { byCampaign, days };
}

function resultOf(
  { id, name, survey = [] }: Campaign,
  now: Sums,
  before: Sums | null,
  language: Language,
): Omit<SurveyResult, 'days'> {
  const figures = now.byCampaign.get(id) ?? noSurveyFigures();
  const earlier = before && (before.byCampaign.get(id) ?? noSurveyFigures());
  return {
    campaignId: id,
    name: inLanguage(name, language),
    leads: figures.leads,
    ...(earlier && { leadsBefore: earlier.leads }),
    questions: survey
      .filter((question) => !question.isRetired || question.id in figures.questions)
      .map((question) =>
        questionOf(question, figures.questions[question.id], earlier && earlier.questions[question.id], language),
      ),
  };
}

/** `before`: null if nothing is compared. */
function questionOf(
  question: SurveyQuestion,
  now: QuestionFigures = noQuestionFigures(),
  before: QuestionFigures | null = noQuestionFigures(),
  language: Language,
): QuestionResult {
  const { id, label, kind, isRetired = false } = question;
  const choices = 'choices' in question ? question.choices : [];
  return {
    ...{ id, label: inLanguage(label, language), kind, isRetired },
    choices: choices
      .filter((choice) => !choice.isRetired || choice.id in now.choices || choice.id in (before?.choices ?? {}))
      .map((choice) => ({ id: choice.id, label: inLanguage(choice.label, language) })),
    now: numbersOf(now),
    ...(before && { before: numbersOf(before) }),
  };
}

function numbersOf({ answered, refused, choices, sum, least, greatest, scale }: QuestionFigures): QuestionNumbers {
  const graded = SCALE.reduce((all, grade) => all + (scale[grade] ?? 0), 0);
  return {
    ...{ answered, refused, choices, least, greatest },
    average: least === null ? null : sum / answered,
    ...(graded > 0 && graded === answered && { scale }),
  };
}
