/** The results of surveys. */
import type { ReportPeriod } from '../../shared/reports.ts';
import type { QuestionNumbers, QuestionResult, SurveyReport } from '../../shared/surveyReport.ts';
import { translator } from '../../shared/text/index.ts';
import { surveyText } from '../../shared/text/survey.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { viewSurvey } from '../../usecases/reports/viewSurvey.ts';
import { route, SENT, type Route } from '../plumbing/route.ts';
import { sendCsv } from '../plumbing/sendCsv.ts';
import { CAMPAIGN_QUERY, campaignPeriodOf } from './period.ts';

export function surveyRoute(): Route {
  return route({
    method: 'get',
    path: '/api/reports/survey',
    who: 'supervisor',
    summary:
      'What customers answered to surveys, counted: ?from= and to, or last (days); campaign, compare, format. Texts are only counted.',
    query: CAMPAIGN_QUERY,
    reply: { 200: 'The report; with format=csv, its rows as CSV in UTF-8 with a byte order mark.' },
    run: async ({ parts, user, query, req, res }) => {
      const asked = await campaignPeriodOf(parts, query);
      if ('ok' in asked) return asked;
      const report = await viewSurvey(parts, asked, user.language);
      if (query.format !== 'csv') return report;
      const { from, to } = report.period;
      const rows = rowsOf(report, user.language);
      await sendCsv(parts.log, { fileName: `survey-${from}-${to}.csv`, columns: COLUMNS, rows }, req, res);
      return SENT;
    },
  });
}

const COLUMNS = [
  'period',
  'campaign',
  'question_id',
  'question',
  'type',
  'answer_id',
  'answer',
  'count',
  'answered',
  'refused',
  'average',
  'least',
  'greatest',
] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

// eslint-disable-next-line @typescript-eslint/require-await -- sendCsv takes rows as they come
async function* rowsOf({ period, compared, results }: SurveyReport, language: Language): AsyncGenerator<Row> {
  for (const { name, questions } of results)
    for (const question of questions) {
      yield* cells(period, name, question, question.now, language);
      if (compared && question.before) yield* cells(compared, name, question, question.before, language);
    }
}

/** One row for each answer; a question without any has one row. */
function* cells(
  { from, to }: ReportPeriod,
  campaign: string,
  { id, label, kind, choices }: QuestionResult,
  { answered, refused, average, least, greatest, ...numbers }: QuestionNumbers,
  language: Language,
): Generator<Row> {
  const t = translator(surveyText, language);
  const value = (one: number | null) => (one === null ? '' : String(Number(one.toFixed(3))));
  const question = {
    period: `${from}/${to}`,
    campaign,
    question_id: id,
    question: label,
    type: kind,
    answered: String(answered),
    refused: String(refused),
    average: value(average),
    least: value(least),
    greatest: value(greatest),
  };
  const answers = [
    ...choices.map((choice) => ({ ...choice, count: numbers.choices[choice.id] ?? 0 })),
    ...Object.entries(numbers.scale ?? {}).map(([grade, count]) => ({ id: grade, label: grade, count })),
    ...(kind === 'text' ? [{ id: 'text', label: t('texts'), count: answered }] : []),
  ];
  if (answers.length === 0) yield { ...question, answer_id: '', answer: '', count: '' };
  for (const answer of answers)
    yield { ...question, answer_id: answer.id, answer: answer.label, count: String(answer.count) };
}
