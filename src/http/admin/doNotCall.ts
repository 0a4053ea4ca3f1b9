/**
 * The do-not-call list over HTTP, for administrators. Numbers are sent in bodies, never in URLs. A file import
 * continues after the response; its progress is polled.
 */
import type { Request, Response } from 'express';
import joi from 'joi';
import { createHash } from 'node:crypto';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { DoNotCallSource } from '../../core/law/doNotCall.ts';
import { numberRows } from '../../core/law/numberFile.ts';
import type { Parts } from '../../ports/parts.ts';
import { DO_NOT_CALL_SOURCES, HEARD_SOURCES, type UnreadRow } from '../../shared/adminDoNotCall.ts';
import { addNumber, eraseNumber, findNumber, liftNumber, viewNumbers } from '../../usecases/admin/doNotCall.ts';
import { importProgress, previewImport, startImport, type ReadFile } from '../../usecases/admin/importNumbers.ts';
import { recordAudit } from '../../usecases/admin/recordAudit.ts';
import { readListed, spacedNumber } from '../../intake/numbers.ts';
import { answer, route, savedOf, SENT, type Route } from '../plumbing/route.ts';
import { sendCsv } from '../plumbing/sendCsv.ts';
import { CODE, LINES, SECRET } from '../../intake/validate.ts';

const tel = CODE.max(60).required();
const BODIES = {
  find: joi.object<{ tel: string }>({ tel }),
  add: joi.object<{ tel: string; source: DoNotCallSource; note?: string }>({
    tel,
    source: joi
      .string()
      .valid(...HEARD_SOURCES)
      .required(),
    note: joi.string().max(500).meta(LINES).allow(''),
  }),
  /** The file as is, including byte order mark and line breaks. */
  import: joi.object<{ file: string }>({ file: SECRET.required() }),
  lift: joi.object<{ tel: string; reason: string }>({ tel, reason: joi.string().max(500).meta(LINES).required() }),
};
const QUERIES = {
  list: joi.object<{ source?: DoNotCallSource; cursor?: string; limit?: string }>({
    source: joi.string().valid(...DO_NOT_CALL_SOURCES),
    cursor: joi.string().pattern(/^\d{1,16}_[\w-]{1,60}$/, 'a cursor from an earlier answer'),
    limit: joi.string().pattern(/^[1-9]\d{0,2}$/, 'a number up to 200'),
  }),
  export: joi.object<{ source?: DoNotCallSource }>({ source: joi.string().valid(...DO_NOT_CALL_SOURCES) }),
  import: joi.object<{ dryRun?: '1' }>({ dryRun: joi.string().valid('1') }),
};

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
const MOST_ROWS = 100_000;
/** A table of 100,000 rows with names and addresses. */
const LARGEST = '16mb';
const MOST_UNREAD = 100;
/** Rows are shown to be found, not read. */
const LONGEST_ROW = 120;
/** Other requests get a turn after this many rows. */
const ROWS_AT_ONCE = 500;

const ABSENT = { 404: 'The number isn’t on the list.' } as const;
const AS_IT_IS = 'The number as it is now.';

export function doNotCallRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/do-not-call',
      who: 'administrator',
      summary: 'Numbers on the do-not-call list and those lifted, newest first.',
      query: QUERIES.list,
      reply: { 200: 'OK.' },
      run: ({ parts, query: { limit = DEFAULT_LIMIT, ...wanted } }) =>
        viewNumbers(parts, { ...wanted, limit: Math.min(MAX_LIMIT, Number(limit)) }),
    }),
    route({
      method: 'post',
      path: '/api/do-not-call',
      who: { role: 'administrator', orKey: 'doNotCall:add' },
      summary: 'Add a number. Callbacks, waits and offers of its leads end at once.',
      isOnce: true,
      body: BODIES.add,
      reply: { 201: AS_IT_IS },
      run: async ({ parts, user, body }) => {
        const read = await numberIn(parts, body.tel);
        return read.ok ? addNumber(parts, user, { ...body, tel: read.tel }) : read;
      },
    }),
    route({
      method: 'delete',
      path: '/api/do-not-call',
      who: 'administrator',
      summary: 'Lift an entry, with a written reason.',
      body: BODIES.lift,
      reply: { 200: AS_IT_IS, ...ABSENT },
      run: async ({ parts, user, body }) => {
        const read = await numberIn(parts, body.tel);
        return read.ok ? savedOf(await liftNumber(parts, user, { ...body, tel: read.tel })) : read;
      },
    }),
    route({
      method: 'post',
      path: '/api/do-not-call/find',
      who: 'administrator',
      summary: 'Whether a number is listed, since when, and by which acts. `number` is null if it never was.',
      body: BODIES.find,
      reply: { 200: 'OK.' },
      run: async ({ parts, body }) => {
        const read = await numberIn(parts, body.tel);
        return read.ok ? findNumber(parts, read.tel) : read;
      },
    }),
    route({
      method: 'post',
      path: '/api/do-not-call/erase',
      who: 'administrator',
      summary: 'Erase a listed number that has no lead. Its keyed hash stays, in force.',
      body: BODIES.find,
      reply: { 200: AS_IT_IS, ...ABSENT, 409: 'A lead has this number.' },
      run: async ({ parts, user, body }) => {
        const read = await numberIn(parts, body.tel);
        return read.ok ? savedOf(await eraseNumber(parts, user, read.tel)) : read;
      },
    }),
    route({
      method: 'get',
      path: '/api/do-not-call.csv',
      who: 'administrator',
      summary: 'The list as CSV, recorded in the audit log.',
      query: QUERIES.export,
      reply: { 200: { description: 'The table.', type: 'text/csv', schema: { type: 'string' } } },
      run: async ({ parts, user, query, req, res }) => {
        await sendTable(parts, user.id, query.source, req, res);
        return SENT;
      },
    }),
    route({
      method: 'get',
      path: '/api/do-not-call/imports',
      who: 'administrator',
      summary: 'Progress of the import that ran last; null if there was none.',
      reply: { 200: 'OK.' },
      run: async ({ parts }) => ({ progress: await importProgress(parts) }),
    }),
    route({
      method: 'post',
      path: '/api/do-not-call/imports',
      who: 'administrator',
      summary: 'Import a file of numbers, CSV or one per line; at most 100,000 rows. `dryRun=1` only counts.',
      query: QUERIES.import,
      body: BODIES.import,
      bodyLimit: LARGEST,
      reply: {
        200: 'With `dryRun`: what the file holds, and the rows that can’t be read.',
        202: 'Started; ask for its progress.',
        409: 'Another import is running.',
        413: 'The file is too large.',
      },
      run: async ({ parts, user, query, body }) => {
        const file = await readFile(body.file, await countryOf(parts));
        if (file === 'tooLong') return refusal(mistake('file', 'tooMany', { limit: MOST_ROWS }));
        if (query.dryRun) return previewImport(parts, file);
        const started = await startImport(parts, user, file);
        return started.ok ? answer(202, { progress: started.saved }) : started;
      },
    }),
  ];
}

/** The country for numbers without a country code. */
async function countryOf(parts: Parts): Promise<string> {
  return (await parts.business.get())?.country ?? (await parts.campaigns.all())[0]?.country ?? 'US';
}

export async function numberIn(
  parts: Parts,
  typed: string,
): Promise<{ readonly ok: true; readonly tel: string } | Failure> {
  const read = readListed(typed, await countryOf(parts));
  return read === null ? refusal(mistake('tel', 'phoneUnread')) : { ok: true, tel: read };
}

function refusal(what: Mistake): Failure {
  return failure('bad-input', 'Some fields aren’t valid.', { mistakes: [what] });
}

async function readFile(content: string, country: string): Promise<ReadFile | 'tooLong'> {
  const tels = new Set<string>();
  const unreadRows: UnreadRow[] = [];
  let rows = 0;
  let unread = 0;
  for (const { line, text, tel: read } of numberRows(content, (cell) => readListed(cell, country))) {
    rows += 1;
    if (rows > MOST_ROWS) return 'tooLong';
    if (read !== null) tels.add(read);
    else unread += 1;
    if (read === null && unreadRows.length < MOST_UNREAD) unreadRows.push({ line, text: text.slice(0, LONGEST_ROW) });
    if (rows % ROWS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 32);
  return { rows, unread, unreadRows, tels: [...tels], digest };
}

const COLUMNS = ['phone', 'listed', 'since', 'lifted_at', 'source', 'note'];

async function sendTable(
  parts: Parts,
  by: string,
  source: DoNotCallSource | undefined,
  req: Request,
  res: Response,
): Promise<void> {
  const only = source === undefined ? {} : { source };
  // Before the first row, so that an interrupted export is recorded too.
  await recordAudit(parts, {
    by,
    what: 'doNotCall',
    subjectId: 'export',
    action: 'export',
    after: only,
  });
  async function* rows() {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await viewNumbers(parts, { ...only, ...(cursor !== undefined && { cursor }), limit: MAX_LIMIT });
      yield* page.numbers.map(rowOf);
      cursor = page.next;
    }
  }
  await sendCsv(parts.log, { fileName: 'do-not-call.csv', columns: COLUMNS, rows: rows() }, req, res);
}

type Row = Awaited<ReturnType<typeof viewNumbers>>['numbers'][number];

function rowOf({ tel: number, isListed, since, liftedAt, acts }: Row): Record<string, string> {
  const [newest] = acts;
  return {
    phone: number === null ? '' : spacedNumber(number),
    listed: isListed ? 'yes' : 'no',
    since: new Date(since).toISOString(),
    lifted_at: liftedAt === null ? '' : new Date(liftedAt).toISOString(),
    source: newest?.source ?? '',
    note: newest?.reason ?? '',
  };
}
