/**
 * The results of surveys in a period, by campaign, and by group within each. Texts are counted, never shown: they are in
 * exports of leads.
 */
import type { Campaign } from '../../core/administration/campaign.ts';
import {
  addSurvey,
  noQuestionFigures,
  noSurveyFigures,
  SCALE,
  type QuestionFigures,
  type SurveyFigures,
  type SurveyTable,
} from '../../core/report/surveyFigures.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { SurveyQuestion } from '../../core/vocabulary/survey.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReportPeriod } from '../../shared/reports.ts';
import type { QuestionNumbers, QuestionResult, SurveyReport, SurveyResult } from '../../shared/surveyReport.ts';
import type { CommonBy } from '../../shared/workReports.ts';
import { datesBetween, type LocalDate } from '../../core/report/localDays.ts';
import { businessZone } from '../floor/businessDay.ts';
import { inLanguage } from '../present/wording.ts';
import { foldMissing, grouping, labelsOf, rowsByGroup, SETTLE_MS, type KeysOf } from './grouping.ts';
import { foldSurveyDay, settleReports } from './settleReports.ts';

export interface SurveyQuery {
  readonly period: ReportPeriod;
  readonly compared: ReportPeriod | null;
  readonly by: CommonBy;
  readonly campaignId?: string;
}

const TABLE: Readonly<Record<CommonBy, SurveyTable>> = {
  campaign: 'total',
  source: 'source',
  agent: 'agent',
  team: 'agent',
  interest: 'interest',
  day: 'total',
  hour: 'hour',
  weekday: 'total',
};

export async function viewSurvey(
  parts: Parts,
  { period, compared, by, campaignId }: SurveyQuery,
  language: Language,
): Promise<SurveyReport> {
  const countedUntil = await settleReports(parts, SETTLE_MS);
  const zone = await businessZone(parts);
  const missingDays = await foldMissing(parts, parts.surveys, zone, compared ? [period, compared] : [period], (date) =>
    foldSurveyDay(parts, zone, date),
  );
  // A result is of one campaign, so there are no groups in it.
  const keysOf: KeysOf = by === 'campaign' ? () => [] : await grouping(parts, by);
  const sum = ({ from, to }: ReportPeriod) => sumDays(parts, zone, TABLE[by], { from, to, keysOf });
  const [now, before, labels, campaigns] = await Promise.all([
    sum(period),
    compared ? sum(compared) : null,
    labelsOf(parts, by, language),
    parts.campaigns.all(),
  ]);
  const dates = datesBetween(period.from, period.to);
  return {
    ...{ zone, period, compared, by, countedUntil, missingDays, dates },
    results: campaigns
      .filter(({ id, survey = [] }) => survey.length > 0 && (campaignId ?? id) === id)
      .map((campaign) => {
        const none = noSums();
        const sums = now.get(campaign.id) ?? none;
        const earlier = before && (before.get(campaign.id) ?? none);
        return {
          ...resultOf(campaign, sums, earlier, { labels, language }),
          days: dates.map((date) => sums.days.get(date) ?? 0),
        };
      })
      .sort((one, other) => other.leads - one.leads || (one.name < other.name ? -1 : 1)),
  };
}

/** Of one campaign. */
interface Sums {
  readonly total: SurveyFigures;
  readonly groups: Map<string, SurveyFigures>;
  /** Leads by date. */
  readonly days: Map<LocalDate, number>;
}

function noSums(): Sums {
  return { total: noSurveyFigures(), groups: new Map(), days: new Map() };
}

/** By campaign. */
async function sumDays(
  { surveys }: Parts,
  zone: string,
  table: SurveyTable,
  { from, to, keysOf }: ReportPeriod & { readonly keysOf: KeysOf },
): Promise<ReadonlyMap<string, Sums>> {
  const byCampaign = new Map<string, Sums>();
  for (const { date, rows } of await surveys.days(zone, table, from, to))
    for (const row of rows) {
      const { total, groups, days } = byCampaign.get(row.campaignId) ?? noSums();
      byCampaign.set(row.campaignId, { total, groups, days });
      addSurvey(total, row.figures);
      days.set(date, (days.get(date) ?? 0) + row.figures.leads);
      for (const key of keysOf(row, date)) {
        const group = groups.get(key) ?? noSurveyFigures();
        groups.set(key, group);
        addSurvey(group, row.figures);
      }
    }
  return byCampaign;
}

interface Words {
  /** Of groups. */
  readonly labels: ReadonlyMap<string, string>;
  readonly language: Language;
}

/** `before`: null if nothing is compared. */
function resultOf(
  { id, name, survey = [] }: Campaign,
  now: Sums,
  before: Sums | null,
  words: Words,
): Omit<SurveyResult, 'days'> {
  return {
    campaignId: id,
    name: inLanguage(name, words.language),
    leads: now.total.leads,
    ...(before && { leadsBefore: before.total.leads }),
    questions: survey
      .filter((question) => !question.isRetired || question.id in now.total.questions)
      .map((question) => questionOf(question, now, before, words)),
    rows: rowsByGroup(now.groups, before?.groups, words.labels, ({ leads }: SurveyFigures = noSurveyFigures()) => ({
      leads,
    })),
  };
}

function questionOf(
  question: SurveyQuestion,
  now: Sums,
  before: Sums | null,
  { labels, language }: Words,
): QuestionResult {
  const { id, label, kind, isRetired = false } = question;
  const choices = 'choices' in question ? question.choices : [];
  const figuresIn = ({ questions }: SurveyFigures) => questions[id] ?? noQuestionFigures();
  const [figures, earlier] = [figuresIn(now.total), before && figuresIn(before.total)];
  const isGiven = (choiceId: string) => choiceId in figures.choices || choiceId in (earlier?.choices ?? {});
  return {
    ...{ id, label: inLanguage(label, language), kind, isRetired },
    choices: choices
      .filter((choice) => !choice.isRetired || isGiven(choice.id))
      .map((choice) => ({ id: choice.id, label: inLanguage(choice.label, language) })),
    now: numbersOf(figures),
    ...(earlier && { before: numbersOf(earlier) }),
    rows: rowsByGroup(now.groups, before?.groups, labels, (group: SurveyFigures = noSurveyFigures()) =>
      numbersOf(figuresIn(group)),
    ),
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
