/**
 * The national do-not-call registry over HTTP, for administrators. A file is the body, as downloaded (plain or gzip), and is
 * read as it arrives: it may be larger than memory.
 */
import type { Request } from 'express';
import joi from 'joi';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { RegistryFileKind } from '../../core/law/registry.ts';
import { isDate } from '../../core/report/localDays.ts';
import { importRegistry, UnreadableFile, viewRegistry } from '../../usecases/admin/importRegistry.ts';
import { route, savedOf, type Route } from '../plumbing/route.ts';

const date = joi
  .string()
  .custom((value: string, helpers) => (isDate(value) ? value : helpers.error('string.isoDate')), 'a date');
const QUERY = joi.object<{ kind: RegistryFileKind; asOf: string; since?: string; allowsFewer?: '1' }>({
  kind: joi.string().valid('full', 'changes').required(),
  asOf: date.required(),
  since: date,
  allowsFewer: joi.string().valid('1'),
});

export function registryRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/do-not-call/registry',
      who: 'administrator',
      summary: 'The national do-not-call registry in force: its area codes and dates, and the import that ran last.',
      reply: { 200: 'OK.' },
      run: ({ parts }) => viewRegistry(parts),
    }),
    route({
      method: 'post',
      path: '/api/do-not-call/registry',
      who: 'administrator',
      summary:
        'Import a file of the registry, as the body: a full list (`kind=full`), or the changes since a date (`kind=changes`). One line that can’t be read refuses the file.',
      query: QUERY,
      read: [],
      reply: { 200: 'The registry as it is now.', 409: 'Another import is running.' },
      run: async ({ parts, user, query: { kind, asOf, since, allowsFewer }, req }) => {
        const size = Number(req.headers['content-length']);
        return savedOf(
          await importRegistry(parts, user, {
            kind,
            asOf: midnightOf(asOf),
            ...(kind === 'changes' && since !== undefined && { since: midnightOf(since) }),
            allowsFewer: allowsFewer === '1',
            size: Number.isFinite(size) ? size : null,
            ...contentOf(req),
          }),
        );
      },
    }),
  ];
}

function midnightOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** Unpacks gzip. A request that is refused early stays readable, so that the refusal arrives. */
function contentOf(req: Request): { readonly content: AsyncIterable<Uint8Array>; readonly received: () => number } {
  let received = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      received += piece.length;
      yield piece;
    }
  }
  return { content: unpack(counted()), received: () => received };
}

const ZIP = [0x50, 0x4b];
const GZIP = [0x1f, 0x8b];

async function* unpack(sent: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await sent.next();
  if (first.done === true) return;
  const start = first.value;
  const begins = (bytes: readonly number[]) => bytes.every((byte, at) => start[at] === byte);
  if (begins(ZIP)) throw new UnreadableFile('packed');
  async function* all() {
    yield start;
    yield* sent;
  }
  if (!begins(GZIP)) return yield* all();
  try {
    yield* pipeline(Readable.from(all(), { objectMode: false }), createGunzip(), () => undefined);
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    if (code === 'Z_BUF_ERROR') throw new UnreadableFile('cut');
    throw code.startsWith('Z_') ? new UnreadableFile('packed') : error;
  }
}
