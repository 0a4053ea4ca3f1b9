/** Form and query parameters by their published names. A wrong value is refused with the published error. */
import type { Request } from 'express';
import { asMethod } from '../calls/call.ts';
import type { Target } from '../webhooks/webhooks.ts';
import { RestError } from './errors.ts';

/** The parameter names that the routes have read so far. */
export function parametersRead(request: Request): Set<string> {
  const locals = request.res?.locals as { parametersRead?: Set<string> } | undefined;
  if (!locals) return new Set();
  return (locals.parametersRead ??= new Set());
}

export interface Form {
  text(name: string): string | undefined;
  /** A repeated parameter, or one with several words. */
  list(name: string): readonly string[];
  boolean(name: string): boolean | undefined;
  integer(name: string): number | undefined;
  has(name: string): boolean;
  /** A URL with its method (`NameMethod` by default). Throws 21205 if it is not a URL. */
  target(name: string, methodName?: string): Target | null;
}

export function readForm(request: Request): Form {
  const values = {
    ...(request.query as Record<string, unknown>),
    ...(request.body as Record<string, unknown> | undefined),
  };
  const read = parametersRead(request);
  const valueOf = (name: string) => {
    read.add(name);
    return values[name];
  };
  const text = (name: string) => {
    const value = valueOf(name);
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' ? first : undefined;
  };
  return {
    text,
    list(name) {
      const value = valueOf(name);
      const all = Array.isArray(value) ? value : [value];
      return all.flatMap((one) => (typeof one === 'string' ? one.split(/[\s,]+/).filter(Boolean) : []));
    },
    boolean: (name) => (text(name) === undefined ? undefined : text(name) === 'true'),
    integer(name) {
      const value = text(name);
      if (value === undefined || value === '') return undefined;
      if (!/^\d+$/.test(value)) throw new RestError(400, 20001, `${name} "${value}" is not a whole number`);
      return Number(value);
    },
    has: (name) => valueOf(name) !== undefined,
    target(name, methodName = `${name}Method`) {
      const url = text(name);
      const method = asMethod(text(methodName));
      if (url === undefined || url === '') return null;
      if (!/^https?:/.test(url) || !URL.canParse(url))
        throw new RestError(400, 21205, `Url is not a valid URL: ${url}`);
      return { url, method };
    },
  };
}
