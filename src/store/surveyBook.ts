/** The lines of answers to surveys by the minute of a lead's first answer, and the figures of days. */
import type { Connection } from 'mongoose';
import { SURVEY_FORMAT, SURVEY_TABLES } from '../core/report/surveyFigures.ts';
import type { SurveyBook } from '../ports/reports.ts';
import { reportBook } from './reportBook.ts';

export function surveyBook(connection: Connection): SurveyBook {
  return reportBook(connection, {
    name: 'Survey',
    tables: SURVEY_TABLES,
    format: SURVEY_FORMAT,
    idOf: ({ leadId }) => leadId,
    order: (one, other) => (one.leadId < other.leadId ? -1 : 1),
  });
}
