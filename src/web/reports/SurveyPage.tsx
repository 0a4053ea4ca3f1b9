/** `/reports/survey`: what customers answered, question by question. */
import { useMemo } from 'preact/hooks';
import { COMMON_BY } from '../../shared/workReports.ts';
import { surveyText } from '../../shared/text/survey.ts';
import { reportsText } from '../../shared/text/reports.ts';
import type { QuestionNumbers, QuestionResult, SurveyReport, SurveyResult } from '../../shared/surveyReport.ts';
import { useText } from '../base/text.ts';
import { wholeOnly } from './Chart.tsx';
import { DaysChart } from './DaysChart.tsx';
import { Filters } from './Filters.tsx';
import { GroupChart } from './GroupChart.tsx';
import { GroupTable } from './GroupTable.tsx';
import { GROUPED_FIELDS } from './query.ts';
import { ReportFrame } from './ReportFrame.tsx';
import { useFormats } from './useFormats.ts';

export function SurveyPage() {
  const t = useText(surveyText);
  return (
    <ReportFrame<SurveyReport>
      name="survey"
      fields={GROUPED_FIELDS}
      filters={(query, report, onChange) => (
        <Filters {...{ query, report, onChange }} groups={COMMON_BY} usual="campaign" />
      )}
    >
      {(report) =>
        report.results.length === 0 ? (
          <p class="muted">
            {t('report.empty')}. {t('report.edit')}
          </p>
        ) : (
          report.results.map((result) => <Campaign key={result.campaignId} {...{ result, report }} />)
        )
      }
    </ReportFrame>
  );
}

interface CampaignProps {
  readonly result: SurveyResult;
  readonly report: SurveyReport;
}

function Campaign({ result, report: { by, period, dates } }: CampaignProps) {
  const { campaignId, name, leads, leadsBefore, questions, rows, days } = result;
  const t = useText(surveyText);
  const reports = useText(reportsText);
  const { count } = useFormats();
  const series = useMemo(() => [{ label: t('survey'), color: '--accent', values: days }], [days, t]);
  return (
    <section class="stack" aria-labelledby={campaignId}>
      <div class="row-apart">
        <h2 id={campaignId}>
          <bdi>{name}</bdi>
        </h2>
        <span class="muted">
          {t('report.leads', { count: leads })}
          {leadsBefore === undefined ? null : ` (${reports('before', { value: count(leadsBefore) })})`}
        </span>
      </div>
      {leads === 0 ? null : (
        <div class="reports-pictures">
          <DaysChart title={t('report.days')} about={t('report.days.about')} {...{ dates, series }} />
          {by === 'campaign' || by === 'day' ? null : (
            <GroupChart<{ leads: number }>
              {...{ by, period, rows }}
              title={reports(`by.${by}`)}
              about={t('report.groups.about')}
              size={(group) => group.leads}
              bars={[{ label: t('survey'), color: '--accent', value: (group) => group.leads }]}
              format={wholeOnly}
            />
          )}
        </div>
      )}
      <div class="reports-cards">
        {questions.map((question) => (
          <Question key={question.id} campaignId={campaignId} question={question} />
        ))}
      </div>
      <GroupTable<{ leads: number }>
        {...{ by, period, rows }}
        size={(group) => group.leads}
        columns={[{ name: t('report.group.leads'), text: (group) => count(group.leads) }]}
      />
      {questions.map((question) => (
        <GroupedAnswers key={question.id} {...{ by, period, question }} />
      ))}
    </section>
  );
}

function Question({ campaignId, question }: { campaignId: string; question: QuestionResult }) {
  const t = useText(surveyText);
  const reports = useText(reportsText);
  const { count } = useFormats();
  const { label, kind, isRetired, now, before } = question;
  const counts = (numbers: QuestionNumbers) =>
    t('report.counts', { answered: count(numbers.answered), refused: count(numbers.refused) });
  return (
    <section class="card stack">
      <div class="stack-tight">
        <div class="row-apart">
          <h3>
            <bdi>{label}</bdi>
          </h3>
          {isRetired ? <span class="badge">{t('retired')}</span> : null}
        </div>
        <p class="muted small">
          {counts(now)}
          {before ? <span class="reports-before">{reports('before', { value: counts(before) })}</span> : null}
        </p>
      </div>
      {kind === 'number' ? <Range now={now} before={before} /> : null}
      {kind === 'text' ? (
        <p class="muted small">
          {t('report.texts.about')}{' '}
          <a href={`/leads?campaign=${encodeURIComponent(campaignId)}`}>{t('report.leads.open')}</a>
        </p>
      ) : (
        <Answers question={question} />
      )}
    </section>
  );
}

const askedIn = ({ answered, refused }: QuestionNumbers) => answered + refused;

/** One question’s answers by group. Shares are of everyone of the group who was asked. */
function GroupedAnswers({ by, period, question }: Pick<SurveyReport, 'by' | 'period'> & { question: QuestionResult }) {
  const t = useText(surveyText);
  const { count, share, decimal } = useFormats();
  const { label, kind, choices } = question;
  const rows = question.rows.filter(({ now, before }) => askedIn(now) + (before ? askedIn(before) : 0) > 0);
  if (rows.length === 0) return null;
  const ofNumbers = (['average', 'least', 'greatest'] as const).map((name) => ({
    name: t(`report.${name}`),
    text: (numbers: QuestionNumbers) => decimal(numbers[name]),
  }));
  const columns = [
    { name: t('report.answered'), text: ({ answered }: QuestionNumbers) => count(answered) },
    { name: t('refused'), text: ({ refused }: QuestionNumbers) => count(refused) },
    ...(kind === 'number' ? ofNumbers : []),
    ...choices.map(({ id, label: name }) => ({
      name,
      text: (numbers: QuestionNumbers) => share(numbers.choices[id] ?? 0, askedIn(numbers)),
    })),
  ];
  return <GroupTable<QuestionNumbers> title={label} {...{ by, period, rows, columns }} size={askedIn} />;
}

function Range({ now, before }: { now: QuestionNumbers; before: QuestionNumbers | undefined }) {
  const t = useText(surveyText);
  const reports = useText(reportsText);
  const { decimal } = useFormats();
  return (
    <dl class="reports-figures">
      {(['average', 'least', 'greatest'] as const).map((name) => (
        <div key={name}>
          <dt>{t(`report.${name}`)}</dt>
          <dd>
            {decimal(now[name])}
            {before ? (
              <span class="muted reports-before">{reports('before', { value: decimal(before[name]) })}</span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface AnswerRow {
  readonly key: string;
  readonly label: string;
  readonly countIn: (numbers: QuestionNumbers) => number;
  readonly isRefusal?: true;
}

/** From the lowest grade given to the highest, including those in between that no one gave. */
function gradesIn({ scale, least, greatest }: QuestionNumbers): readonly string[] {
  if (!scale || least === null || greatest === null) return [];
  return Array.from({ length: greatest - least + 1 }, (_one, index) => String(least + index));
}

/** Shares are of everyone who was asked, refusals included. Of several choices, they may add up to more. */
function Answers({ question: { choices, now, before, label } }: { question: QuestionResult }) {
  const t = useText(surveyText);
  const reports = useText(reportsText);
  const { count, share } = useFormats();
  const rows: readonly AnswerRow[] = [
    ...choices.map(({ id, label: name }) => ({
      key: id,
      label: name,
      countIn: ({ choices: given }: QuestionNumbers) => given[id] ?? 0,
    })),
    ...gradesIn(now).map((grade) => ({
      key: grade,
      label: grade,
      countIn: ({ scale = {} }: QuestionNumbers) => scale[grade] ?? 0,
    })),
    { key: 'refused', label: t('refused'), countIn: ({ refused }) => refused, isRefusal: true },
  ];
  const asked = askedIn(now);
  return (
    <table class="table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('report.answer')}</th>
          <th scope="col" class="number">
            {t('report.count')}
          </th>
          <th scope="col" class="number">
            {t('report.share')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label: name, countIn, isRefusal }) => (
          <tr key={key}>
            <th scope="row">
              <bdi>{name}</bdi>
              <span
                class={isRefusal ? 'reports-bar reports-bar-refused' : 'reports-bar'}
                style={{ width: asked === 0 ? 0 : `${(countIn(now) / asked) * 100}%` }}
              />
            </th>
            <td class="number">
              {count(countIn(now))}
              {before ? (
                <span class="muted reports-before">{reports('before', { value: count(countIn(before)) })}</span>
              ) : null}
            </td>
            <td class="number">{share(countIn(now), asked)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
