/**
 * The do-not-call list over HTTP, for administrators. Numbers are sent in bodies, never in URLs. A file import
 * continues after the response; its progress is polled.
 */
import { Router, type Request, type Response } from 'express';
import joi from 'joi';
import { createHash } from 'node:crypto';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import type { DoNotCallSource } from '../../core/law/doNotCall.ts';
import { numberRows } from '../../core/law/numberFile.ts';
import type { Parts } from '../../ports/parts.ts';
import { DO_NOT_CALL_SOURCES, HEARD_SOURCES, type UnreadRow } from '../../shared/adminDoNotCall.ts';
import { addNumber, eraseNumber, findNumber, liftNumber, viewNumbers } from '../../usecases/admin/doNotCall.ts';
import { importProgress, previewImport, startImport, type ReadFile } from '../../usecases/admin/importNumbers.ts';
import { recordAudit } from '../../usecases/admin/recordAudit.ts';
import { readJson } from '../plumbing/body.ts';
import { readListed } from '../plumbing/numbers.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { sendCsv } from '../plumbing/sendCsv.ts';
import { signedIn, userOf } from '../session/session.ts';
import { CODE, LINES, SECRET, validate } from '../plumbing/validate.ts';

const tel = CODE.max(60).required();
export const BODIES = {
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
/** Accepts larger bodies than other paths. */
export const IMPORTS_PATH = '/api/do-not-call/imports';
export const QUERIES = {
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

export function doNotCallRoutes(parts: Parts): Router {
  const router = Router();
  const only = signedIn('administrator');

  router.get('/api/do-not-call', only, async (req, res) => {
    const query = validate(QUERIES.list, req.query);
    if (!query.ok) return sendProblem(res, query);
    const { limit = DEFAULT_LIMIT, ...wanted } = query.value;
    res.json(await viewNumbers(parts, { ...wanted, limit: Math.min(MAX_LIMIT, Number(limit)) }));
  });
  router.post('/api/do-not-call/find', only, async (req, res) => {
    const body = await numberIn(BODIES.find, req, res);
    if (body) res.json(await findNumber(parts, body.tel));
  });
  router.post('/api/do-not-call', only, async (req, res) => {
    const body = await numberIn(BODIES.add, req, res);
    if (body) res.status(201).json(await addNumber(parts, userOf(res), body));
  });
  router.delete('/api/do-not-call', only, async (req, res) => {
    const body = await numberIn(BODIES.lift, req, res);
    if (!body) return;
    const lifted = await liftNumber(parts, userOf(res), body);
    if (!lifted.ok) return sendProblem(res, lifted);
    res.json(lifted.saved);
  });
  router.post('/api/do-not-call/erase', only, async (req, res) => {
    const body = await numberIn(BODIES.find, req, res);
    if (!body) return;
    const erased = await eraseNumber(parts, userOf(res), body.tel);
    if (!erased.ok) return sendProblem(res, erased);
    res.json(erased.saved);
  });
  router.get('/api/do-not-call.csv', only, async (req, res) => {
    const query = validate(QUERIES.export, req.query);
    if (!query.ok) return sendProblem(res, query);
    await sendTable(parts, query.value.source, req, res);
  });

  router.get('/api/do-not-call/imports', only, async (_req, res) => {
    res.json({ progress: await importProgress(parts) });
  });
  router.post('/api/do-not-call/imports', only, readJson({ limit: LARGEST }), async (req: Request, res: Response) => {
    const query = validate(QUERIES.import, req.query);
    if (!query.ok) return sendProblem(res, query);
    const body = validate(BODIES.import, (req.body as unknown) ?? {});
    if (!body.ok) return sendProblem(res, body);
    const file = await readFile(body.value.file, await country());
    if (file === 'tooLong') return refuse(res, mistake('file', 'tooMany', { limit: MOST_ROWS }));
    if (query.value.dryRun) return void res.json(await previewImport(parts, file));
    const started = await startImport(parts, userOf(res), file);
    if (!started.ok) return sendProblem(res, started);
    res.status(202).json({ progress: started.saved });
  });
  /** The country for numbers without a country code. */
  async function country(): Promise<string> {
    return (await parts.business.get())?.country ?? (await parts.campaigns.all())[0]?.country ?? 'US';
  }

  async function numberIn<T extends { readonly tel: string }>(
    schema: joi.ObjectSchema<T>,
    req: Request,
    res: Response,
  ): Promise<T | null> {
    const body = validate(schema, (req.body as unknown) ?? {});
    if (!body.ok) {
      sendProblem(res, body);
      return null;
    }
    const read = readListed(body.value.tel, await country());
    if (read !== null) return { ...body.value, tel: read };
    refuse(res, mistake('tel', 'phoneUnread'));
    return null;
  }
  return router;
}

function refuse(res: Response, what: Mistake): void {
  sendProblem(res, failure('bad-input', 'Some fields aren’t valid.', { mistakes: [what] }));
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
  source: DoNotCallSource | undefined,
  req: Request,
  res: Response,
): Promise<void> {
  const only = source === undefined ? {} : { source };
  // Before the first row, so that an interrupted export is recorded too.
  await recordAudit(parts, {
    by: userOf(res).id,
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
    // Digits only: a cell starting with a plus would be escaped as a formula.
    phone: number?.slice(1) ?? '',
    listed: isListed ? 'yes' : 'no',
    since: new Date(since).toISOString(),
    lifted_at: liftedAt === null ? '' : new Date(liftedAt).toISOString(),
    source: newest?.source ?? '',
    note: newest?.reason ?? '',
  };
}
