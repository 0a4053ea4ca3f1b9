/** The results of surveys. */
import type { QuestionNumbers, QuestionResult, SurveyReport } from '../../shared/surveyReport.ts';
import { translator } from '../../shared/text/index.ts';
import { surveyText } from '../../shared/text/survey.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { viewSurvey } from '../../usecases/reports/viewSurvey.ts';
import { route, SENT, type Route } from '../plumbing/route.ts';
import { sendCsv } from '../plumbing/sendCsv.ts';
import { groupsOf } from './csvRows.ts';
import { askedFor, COMMON_QUERY } from './period.ts';

export function surveyRoute(): Route {
  return route({
    method: 'get',
    path: '/api/reports/survey',
    who: 'supervisor',
    summary:
      'What customers answered to surveys, counted: ?from= and to, or last (days); by, campaign, compare, format. Texts are only counted.',
    query: COMMON_QUERY,
    reply: { 200: 'The report; with format=csv, its rows as CSV in UTF-8 with a byte order mark.' },
    run: async ({ parts, user, query: { by = 'campaign', ...params }, req, res }) => {
      const asked = await askedFor(parts, params);
      if ('ok' in asked) return asked;
      const report = await viewSurvey(parts, { ...asked, by }, user.language);
      if (params.format !== 'csv') return report;
      const { from, to } = report.period;
      const rows = rowsOf(report, user.language);
      await sendCsv(parts.log, { fileName: `survey-${from}-${to}.csv`, columns: COLUMNS, rows }, req, res);
      return SENT;
    },
  });
}

const COLUMNS = [
  'period',
  'group',
  'group_name',
  'campaign',
  'leads',
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

/** By campaign, the group is the result’s. */
// eslint-disable-next-line @typescript-eslint/require-await -- sendCsv takes rows as they come
async function* rowsOf({ results, ...report }: SurveyReport, language: Language): AsyncGenerator<Row> {
  for (const { campaignId, name: campaign, leads, leadsBefore, questions, ...result } of results) {
    const isWhole = report.by === 'campaign';
    const whole = { key: campaignId, label: campaign };
    const before = leadsBefore === undefined ? {} : { before: { leads: leadsBefore } };
    const counted = isWhole ? [{ ...whole, now: { leads }, ...before }] : result.rows;
    const leadsIn = new Map<string, number>();
    for (const { period, key, numbers } of groupsOf({ ...report, rows: counted }))
      leadsIn.set(`${period} ${key}`, numbers.leads);
    for (const question of questions) {
      const rows = isWhole ? [{ ...question, ...whole }] : question.rows;
      for (const { period, key: group, name: group_name, numbers } of groupsOf({ ...report, rows }))
        for (const cells of answersOf(question, numbers, language)) {
          const about = { period, group, group_name, campaign };
          yield { ...about, leads: String(leadsIn.get(`${period} ${group}`) ?? 0), ...cells };
        }
    }
  }
}

/** One row for each answer; a question without any has one row. */
function* answersOf(
  { id, label, kind, choices }: QuestionResult,
  { answered, refused, average, least, greatest, ...numbers }: QuestionNumbers,
  language: Language,
): Generator<Omit<Row, 'period' | 'group' | 'group_name' | 'campaign' | 'leads'>> {
  const t = translator(surveyText, language);
  const value = (one: number | null) => (one === null ? '' : String(Number(one.toFixed(3))));
  const question = {
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
