/**
 * Imports of leads over HTTP, for administrators: a file is sent as it is, its columns are mapped, every row is tried,
 * and only then it’s started. Its name is in a header, because names can be personal data and URLs are logged.
 */
import express from 'express';
import joi from 'joi';
import { createHash } from 'node:crypto';
import { COLUMN_TARGETS, type ColumnTarget } from '../../core/capture/importColumns.ts';
import { CONSENT_BASES, IMPORT_MODES, LARGEST_FILE } from '../../core/vocabulary/imports.ts';
import { LAST_MOMENT } from '../../core/vocabulary/time.ts';
import { cleanLine } from '../../core/capture/cleanText.ts';
import { MOST_COLUMNS } from '../../ports/tables.ts';
import { CODE, LINES } from '../../intake/validate.ts';
import type { ImportSettingsBody } from '../../shared/imports.ts';
import {
  cancelImport,
  checkImport,
  failedRows,
  startImport,
  storeFile,
  undoImport,
  viewImport,
  viewImports,
} from '../../usecases/imports/manageImport.ts';
import { answer, route, savedOf, SENT, type Route } from '../plumbing/route.ts';
import { sendCsv } from '../plumbing/sendCsv.ts';

const LONGEST_NAME = 200;
const TARGET = CODE.pattern(new RegExp(`^(${COLUMN_TARGETS.join('|')}|answer:.{1,60})$`), 'what the column holds');
const SETTINGS = joi.object<ImportSettingsBody>({
  campaignId: CODE.max(200).required(),
  mapping: joi.array<ColumnTarget | null>().items(TARGET.allow(null)).max(MOST_COLUMNS).required(),
  hasHeading: joi.boolean().required(),
  mode: joi
    .string()
    .valid(...IMPORT_MODES)
    .required(),
  perHour: joi.number().integer().min(1).max(3600).required(),
  // Without a basis nothing is imported.
  basis: joi
    .object({
      kind: joi
        .string()
        .valid(...CONSENT_BASES)
        .required(),
      at: joi.number().integer().min(0).max(LAST_MOMENT).required(),
      statement: joi.string().min(3).max(2000).meta(LINES).required(),
    })
    .required(),
});
const NOW = { 200: 'The import as it is now.', 404: 'Not found.', 409: 'It isn’t in a state for this.' } as const;

export function importRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/imports',
      who: 'administrator',
      summary: 'The latest 20 imports of leads, newest first.',
      reply: { 200: 'OK.' },
      run: ({ parts }) => viewImports(parts),
    }),
    route({
      method: 'post',
      path: '/api/imports',
      who: 'administrator',
      summary:
        'Store a file of leads: CSV or .xlsx as the body (application/octet-stream), at most 20 MB and 100,000 rows. Imports nothing yet.',
      read: [express.raw({ type: 'application/octet-stream', limit: LARGEST_FILE })],
      headers: { 'X-File-Name': 'The name of the file, percent-encoded.' },
      reply: {
        201: 'Stored, with its first rows and what its columns may hold.',
        413: 'The file is too large.',
        422: 'The file can’t be read, with the row and what to do.',
      },
      run: async ({ parts, user, req }) => {
        const sent: unknown = req.body;
        const file = Buffer.isBuffer(sent) ? sent : Buffer.alloc(0);
        const digest = createHash('sha256').update(file).digest('hex');
        const stored = await storeFile(parts, user, { fileName: nameIn(req.get('x-file-name')), file, digest });
        return stored.ok ? answer(201, stored.saved) : stored;
      },
    }),
    route({
      method: 'get',
      path: '/api/imports/:id',
      who: 'administrator',
      summary: 'An import: its progress, what happened to its rows, and the first that failed.',
      reply: { 200: NOW[200], 404: NOW[404] },
      run: async ({ parts, params }) => savedOf(await viewImport(parts, params.id)),
    }),
    route({
      method: 'post',
      path: '/api/imports/:id/check',
      who: 'administrator',
      summary: 'Set the columns, the basis for contact and what the rows are, and try every row (dry run).',
      body: SETTINGS,
      reply: NOW,
      run: async ({ parts, params, body }) => savedOf(await checkImport(parts, params.id, body)),
    }),
    route({
      method: 'post',
      path: '/api/imports/:id/start',
      who: 'administrator',
      summary: 'Start a checked import. It runs in the background; open leads are released at the chosen rate.',
      reply: NOW,
      run: async ({ parts, user, params }) => savedOf(await startImport(parts, user, params.id)),
    }),
    route({
      method: 'post',
      path: '/api/imports/:id/cancel',
      who: 'administrator',
      summary: 'Stop an import and delete the rows that aren’t leads yet. Leads created so far stay.',
      reply: NOW,
      run: async ({ parts, user, params }) => savedOf(await cancelImport(parts, user, params.id)),
    }),
    route({
      method: 'post',
      path: '/api/imports/:id/undo',
      who: 'administrator',
      summary: 'Remove the leads of an import that no one has touched since.',
      reply: NOW,
      run: async ({ parts, user, params }) => savedOf(await undoImport(parts, user, params.id)),
    }),
    route({
      method: 'get',
      path: '/api/imports/:id/errors.csv',
      who: 'administrator',
      summary: 'The rows that weren’t imported, with the reasons: fix them and import this file. Kept for 7 days.',
      reply: { 200: { description: 'The table.', type: 'text/csv', schema: { type: 'string' } }, 404: NOW[404] },
      run: async ({ parts, user, params, req, res }) => {
        const found = await failedRows(parts, user, params.id);
        if (!found.ok) return found;
        const { run, rows } = found.saved;
        const columns = columnsOf(run.first, run.settings?.hasHeading ?? true);
        async function* lines() {
          for await (const { row, cells, reason } of rows)
            yield Object.fromEntries(
              columns.map((column, index) => [
                column,
                index === columns.length - 1
                  ? reason
                  : index === columns.length - 2
                    ? String(row)
                    : (cells[index] ?? ''),
              ]),
            );
        }
        await sendCsv(parts.log, { fileName: 'rows-to-fix.csv', columns, rows: lines() }, req, res);
        return SENT;
      },
    }),
  ];
}

function nameIn(header: string | undefined): string {
  try {
    return cleanLine(decodeURIComponent(header ?? '')).slice(0, LONGEST_NAME) || 'file';
  } catch {
    return 'file';
  }
}

/** As in the file, each with a name of its own, and two more: the row and the reason. */
function columnsOf(first: readonly string[], hasHeading: boolean): readonly string[] {
  const names = first.map((name, index) => (hasHeading && name.trim() !== '' ? name : `Column ${index + 1}`));
  const own = names.map((name, index) => (names.indexOf(name) < index ? `${name} (${index + 1})` : name));
  return [...own, 'Row in file', 'Why not imported'];
}
