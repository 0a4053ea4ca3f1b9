/**
 * Paged lists: newest first, PageSize 1 to 1000 (default 50), with the addresses of the next and previous page.
 */
import type { Request } from 'express';
import { RestError } from './errors.ts';

const DEFAULT_SIZE = 50;
const LARGEST_SIZE = 1000;

export function page<T>(request: Request, name: string, all: readonly T[], present: (item: T) => unknown): object {
  const size = numberOf(request, 'PageSize', DEFAULT_SIZE);
  if (size < 1 || size > LARGEST_SIZE) throw new RestError(400, 20007, `Page size must be from 1 to ${LARGEST_SIZE}`);
  const pageNumber = numberOf(request, 'Page', 0);
  const start = pageNumber * size;
  const items = all.slice(start, start + size);
  const uriOf = (number: number) => {
    const query = new URLSearchParams(request.url.split('?')[1] ?? '');
    query.set('PageSize', String(size));
    query.set('Page', String(number));
    if (number > 0) query.set('PageToken', `PA${number}`);
    else query.delete('PageToken');
    return `${request.baseUrl}${request.path}?${query.toString()}`;
  };
  return {
    [name]: items.map(present),
    page: pageNumber,
    page_size: size,
    start,
    end: Math.max(start + items.length - 1, 0),
    uri: uriOf(pageNumber),
    first_page_uri: uriOf(0),
    next_page_uri: start + size < all.length ? uriOf(pageNumber + 1) : null,
    previous_page_uri: pageNumber > 0 ? uriOf(pageNumber - 1) : null,
  };
}

function numberOf(request: Request, name: string, otherwise: number): number {
  const value = request.query[name];
  if (value === undefined) return otherwise;
  if (typeof value !== 'string' || !/^\d+$/.test(value))
    throw new RestError(400, 20001, `${name} is not a whole number`);
  return Number(value);
}

/** All lists are newest first. */
export const newestFirst = <T>(records: Iterable<T>): T[] => [...records].reverse();
