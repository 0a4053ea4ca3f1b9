/**
 * The published API (OpenAPI 3.1), made from the schemas that check what is sent: what is not in a schema is not
 * accepted, and what is accepted is published.
 */
import { MISTAKE_CODES } from '../core/administration/mistake.ts';
import type { Schema } from 'joi';
import type { ApiScope } from '../shared/admin.ts';

export interface RouteDoc {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As express writes it: `/api/leads/:id`. */
  readonly path: string;
  readonly summary: string;
  /** Who may: `anyone`, or the least role. Absent where only a key opens it. */
  readonly who?: string;
  /** The scope by which a program's key may as well. */
  readonly scope?: ApiScope;
  readonly body?: Schema;
  readonly query?: Schema;
  readonly headers?: Readonly<Record<string, string>>;
  /** What each status means. A problem (RFC 9457) is described once, for every status from 400 on. */
  readonly responses: Readonly<Record<number, string | ResponseDoc>>;
}

export interface ResponseDoc {
  readonly description: string;
  readonly type?: string;
  readonly schema?: object;
}

type Json = Record<string, unknown>;

/** The document itself. Without a public address its paths are relative to wherever it is read. */
export function openapi(docs: readonly RouteDoc[], publicUrl?: string): Json {
  const paths: Record<string, Json> = {};
  for (const doc of docs) {
    const path = doc.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [doc.method]: operation(doc) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Leadbell',
      version: '0.1.0',
      description:
        'Inbound lead capture and warm-call routing. Errors are application/problem+json with a stable code.',
    },
    ...(publicUrl !== undefined && { servers: [{ url: publicUrl }] }),
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'session', description: 'POST /api/session' },
        key: { type: 'http', scheme: 'bearer', description: 'A key that an administrator made.' },
      },
    },
  };
}

function operation({ path, summary, who, scope, body, query, headers = {}, responses }: RouteDoc): Json {
  const parameters = [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => parameter(name ?? '', 'path', { type: 'string' }, true)),
    ...Object.entries(queryOf(query)).map(([name, schema]) => parameter(name, 'query', schema, false)),
    ...Object.entries(headers).map(([name, description]) => ({
      ...parameter(name, 'header', { type: 'string' }, false),
      description,
    })),
  ];
  return {
    summary,
    description: `For: ${[...(who ? [who] : []), ...(scope ? [`a key with the scope ${scope}`] : [])].join('; ')}.`,
    ...(who !== 'anyone' && { security: [...(who ? [{ session: [] }] : []), ...(scope ? [{ key: [] }] : [])] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body) } } } }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, response]) => [status, describe(Number(status), response)]),
    ),
  };
}

function parameter(name: string, place: string, schema: unknown, required: boolean): Json {
  return { name, in: place, required, schema };
}

function queryOf(query: Schema | undefined): Json {
  return query ? ((jsonSchema(query)['properties'] as Json | undefined) ?? {}) : {};
}

/** The schema in the dialect of OpenAPI 3.1; joi writes it itself. */
function jsonSchema(schema: Schema): Json {
  const standard = schema['~standard'] as unknown as {
    readonly jsonSchema: { input: (options: { target: string }) => Json };
  };
  return standard.jsonSchema.input({ target: 'draft-2020-12' });
}

function describe(status: number, response: string | ResponseDoc): Json {
  const {
    description,
    type = 'application/json',
    schema,
  } = typeof response === 'string' ? { description: response } : response;
  if (status >= 400 && !schema) {
    return {
      description,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return { description, ...(schema && { content: { [type]: { schema } } }) };
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable: for programs.' },
    detail: { type: 'string', description: 'One sentence: for people.' },
    fields: { type: 'object', additionalProperties: { type: 'string' }, description: 'The reason by field.' },
    mistakes: {
      type: 'array',
      description: 'The same for programs.',
      items: {
        type: 'object',
        required: ['path', 'code'],
        properties: { path: { type: 'string' }, code: { enum: MISTAKE_CODES }, values: { type: 'object' } },
      },
    },
  },
};
