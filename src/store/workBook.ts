/** The lines of agents' and callers' work by the minute in which it happened, and the figures of days. */
import type { Connection } from 'mongoose';
import { WORK_FORMAT, WORK_TABLES, type WorkRows } from '../core/report/workFigures.ts';
import type { WorkLine } from '../core/report/workLine.ts';
import type { ReportBook } from '../ports/reports.ts';
import { reportBook } from './reportBook.ts';

export function workBook(connection: Connection): ReportBook<WorkLine, WorkRows> {
  return reportBook<WorkLine, WorkRows>(connection, {
    name: 'Work',
    tables: WORK_TABLES,
    format: WORK_FORMAT,
    idOf: ({ id }) => id,
    order: (one, other) => (one.id < other.id ? -1 : 1),
  });
}
