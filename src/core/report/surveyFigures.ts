/**
 * The results of surveys. A lead with answers has one line, computed from all its facts, in the hour of its first answer:
 * facts may arrive late, twice or in any order. The figures of a day are counted from lines, and those of a period are
 * the sum of its days. An answer counts where it was given, also after its lead was merged or reopened.
 */
import type { Fact } from '../lead/facts.ts';
import type { CountedAnswer } from '../vocabulary/survey.ts';
import { minuteOf, type Moment } from '../vocabulary/time.ts';
import { ordered } from './leadLine.ts';
import { localTimes } from './localTimes.ts';
import { subjectOf } from './workLine.ts';

export interface SurveyLine {
  readonly leadId: string;
  readonly campaignId: string;
  /** The first answer. */
  readonly at: Moment;
  /** Of the lead, as it arrived. Lines of earlier versions lack these. */
  readonly source?: string;
  readonly interest?: string;
  /** The first agent who entered an answer; absent if only supervisors did. */
  readonly agentId?: string;
  /** The last answer to each question. */
  readonly answers: Readonly<Record<string, CountedAnswer>>;
}

export interface QuestionFigures {
  answered: number;
  refused: number;
  /** How often each choice was given, by its ID. */
  readonly choices: Record<string, number>;
  /** Of numbers: their sum, the least and the greatest, and how often each whole one of SCALE was given. */
  sum: number;
  least: number | null;
  greatest: number | null;
  readonly scale: Record<string, number>;
}

export interface SurveyFigures {
  /** With any answer or refusal. */
  leads: number;
  readonly questions: Record<string, QuestionFigures>;
}

/** `key`: the hour of the first answer, a source, an agent, an interest; empty if there is none, and in `total`. */
export interface SurveyRow {
  readonly campaignId: string;
  readonly key: string;
  readonly figures: SurveyFigures;
}

/** What the rows of a day are counted by, in addition to the campaign; `total`: by nothing else. */
export const SURVEY_TABLES = ['total', 'hour', 'source', 'agent', 'interest'] as const;
export type SurveyTable = (typeof SURVEY_TABLES)[number];
export type SurveyRows = Readonly<Record<SurveyTable, readonly SurveyRow[]>>;

/** Changes with what is stored: figures in another format are never read, and computed again. */
export const SURVEY_FORMAT = 2;

/** Grades, as on a scale from 0 to 10. */
export const SCALE = Array.from({ length: 11 }, (_one, grade) => grade);

/** The line by its minute; null for minutes in which it may have been before. Empty for a lead that was never asked. */
export function surveyOf(leadId: string, facts: readonly Fact[]): ReadonlyMap<Moment, SurveyLine | null> {
  const given = ordered(facts.filter(({ kind }) => kind === 'surveyed'));
  const minutes = new Map<Moment, SurveyLine | null>(given.map(({ at }) => [minuteOf(at), null]));
  const [first] = given;
  const all = Object.entries(Object.assign({}, ...given.map(({ survey }) => survey)) as SurveyLine['answers']);
  const answers = Object.fromEntries(all.filter(([, answer]) => !isTakenBack(answer)));
  if (!first || Object.keys(answers).length === 0) return minutes;
  const [agentId] = given.flatMap(({ agentIds = [] }) => agentIds);
  const { campaignId, at } = first;
  const about = { ...subjectOf(facts), campaignId, ...(agentId !== undefined && { agentId }) };
  return minutes.set(minuteOf(at), { leadId, ...about, at, answers });
}

function isTakenBack(answer: CountedAnswer): boolean {
  return Array.isArray(answer) && answer.length === 0;
}

/** The rows of the day that is [from, until) in this zone. */
export function foldSurvey(
  lines: readonly SurveyLine[],
  zone: string,
  [from, until]: readonly [Moment, Moment],
): SurveyRows {
  const { hourOf } = localTimes(zone);
  const keyOf: Readonly<Record<SurveyTable, (line: SurveyLine) => string>> = {
    total: () => '',
    hour: ({ at }) => hourOf(at),
    source: ({ source = '' }) => source,
    agent: ({ agentId = '' }) => agentId,
    interest: ({ interest = '' }) => interest,
  };
  const ofDay = lines.filter(({ at }) => at >= from && at < until);
  const rowsBy = (table: SurveyTable) => {
    const rows = new Map<string, SurveyRow>();
    for (const line of ofDay) {
      const [campaignId, key] = [line.campaignId, keyOf[table](line)];
      const row = rows.get(`${campaignId} ${key}`) ?? { campaignId, key, figures: noSurveyFigures() };
      rows.set(`${campaignId} ${key}`, row);
      countLine(row.figures, line);
    }
    return [...rows.values()];
  };
  return Object.fromEntries(SURVEY_TABLES.map((table) => [table, rowsBy(table)])) as unknown as SurveyRows;
}

function countLine(figures: SurveyFigures, { answers }: SurveyLine): void {
  figures.leads += 1;
  for (const [id, answer] of Object.entries(answers)) count((figures.questions[id] ??= noQuestionFigures()), answer);
}

export function noSurveyFigures(): SurveyFigures {
  return { leads: 0, questions: {} };
}

export function noQuestionFigures(): QuestionFigures {
  return { answered: 0, refused: 0, choices: {}, sum: 0, least: null, greatest: null, scale: {} };
}

export function addSurvey(total: SurveyFigures, more: SurveyFigures): void {
  total.leads += more.leads;
  for (const [id, figures] of Object.entries(more.questions))
    add((total.questions[id] ??= noQuestionFigures()), figures);
}

function add(total: QuestionFigures, more: QuestionFigures): void {
  total.answered += more.answered;
  total.refused += more.refused;
  total.sum += more.sum;
  total.least = edge(Math.min, total.least, more.least);
  total.greatest = edge(Math.max, total.greatest, more.greatest);
  for (const [id, given] of Object.entries(more.choices)) total.choices[id] = (total.choices[id] ?? 0) + given;
  for (const [grade, given] of Object.entries(more.scale)) total.scale[grade] = (total.scale[grade] ?? 0) + given;
}

function edge(of: (...values: number[]) => number, one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return of(one, other);
}

function count(figures: QuestionFigures, answer: CountedAnswer): void {
  if (answer === false) {
    figures.refused += 1;
    return;
  }
  const one = { ...noQuestionFigures(), answered: 1 };
  if (typeof answer === 'number') {
    const scale = SCALE.includes(answer) ? { [answer]: 1 } : {};
    add(figures, { ...one, sum: answer, least: answer, greatest: answer, scale });
  } else add(figures, { ...one, choices: answer === true ? {} : Object.fromEntries(answer.map((id) => [id, 1])) });
}
