/**
 * What the page shows: filters, order and columns. It is in the page's URL, so that a list can be bookmarked and shared. Names
 * and numbers to search for are personal data and never are. Values are kept as they are given: the server refuses those that
 * don’t exist (V338).
 */
import { INQUIRY_SOURCES } from '../../core/vocabulary/inquirySources.ts';
import { SCORE_BANDS } from '../../core/vocabulary/score.ts';
import { LEAD_STATES } from '../../core/vocabulary/states.ts';
import { dayOf, startOfDay } from '../base/days.ts';
import type { LeadCriteria } from '../base/useLeadSearch.ts';

export const SORTS = ['created', 'oldest', 'waiting', 'due', 'score'] as const;
export type Sort = (typeof SORTS)[number];
export const USUAL_SORT = 'created' satisfies Sort;

/** In display order. The name is always shown. */
export const COLUMNS = [
  'number',
  'state',
  'outcome',
  'campaign',
  'owner',
  'kind',
  'source',
  'lastSource',
  'interest',
  'score',
  'missing',
  'created',
  'waiting',
  'due',
  'activity',
] as const;
export type Column = (typeof COLUMNS)[number];
export const DEFAULT_COLUMNS: readonly Column[] = [
  'state',
  'campaign',
  'owner',
  'interest',
  'created',
  'waiting',
  'due',
];

/** Any detail that the lead’s campaign wants. */
export const ANY = 'any';
/** As in core/vocabulary/tags.ts and touch.ts, which the desk's own modules hold. */
export const LONGEST = { tag: 30, cameFrom: 40 } as const;
export const CREATED = ['today', '7d', '30d'] as const;
export const DUE = ['overdue', 'today', '7d'] as const;

/** In display order. `from` and `to` are moments, `tag` and `cameFrom` are words; the others are choices. `missing`: ANY, or a detail’s path. */
export const FILTERS = [
  ...(['state', 'outcome', 'campaign', 'owner', 'source', 'cameFrom', 'tag', 'band', 'missing'] as const),
  ...(['created', 'from', 'to', 'due'] as const),
] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filters = Readonly<Partial<Record<FilterName, string>>>;

/** The choices of filters whose values never change. */
export const CHOICES: Readonly<Partial<Record<FilterName, readonly string[]>>> = {
  state: ['open', ...LEAD_STATES],
  source: INQUIRY_SOURCES,
  band: SCORE_BANDS,
  created: CREATED,
  due: DUE,
};

export interface View {
  readonly filters: Filters;
  /** One of SORTS, unless a link names another. */
  readonly sort: string;
  readonly columns: readonly Column[];
}

/** The view of a URL's query string. What it doesn't say is as usual: newest first, with the reader's own columns. */
export function viewIn(address: string, ownColumns: readonly Column[] = DEFAULT_COLUMNS): View {
  const given = new URLSearchParams(address);
  const filters = Object.fromEntries(
    FILTERS.map((name) => [name, given.get(name) ?? '']).filter(([, value]) => value !== ''),
  ) as Filters;
  const columns = given.get('columns');
  const sort = given.get('sort') || USUAL_SORT;
  if (columns === null) return withAskedFor({ filters, sort, columns: ownColumns });
  return { filters, sort, columns: knownColumns(columns.split(',')) };
}

/** W210: a list of leads that lack something shows what, and one by score the scores. */
export function withAskedFor(view: View): View {
  const { filters, sort, columns } = view;
  const asked: readonly Column[] = [
    ...(filters.missing ? (['missing'] as const) : []),
    ...(sort === 'score' ? (['score'] as const) : []),
  ];
  return asked.every((column) => columns.includes(column))
    ? view
    : { ...view, columns: knownColumns([...columns, ...asked]) };
}

/** Those that this version has, in display order. */
export function knownColumns(names: readonly string[]): readonly Column[] {
  return COLUMNS.filter((column) => names.includes(column));
}

/** The query string of a view; empty for the usual one. */
export function addressOf({ filters, sort, columns }: View, ownColumns: readonly Column[] = DEFAULT_COLUMNS): string {
  const chosen = new URLSearchParams(FILTERS.flatMap((name) => (filters[name] ? [[name, filters[name]]] : [])));
  if (sort !== USUAL_SORT) chosen.set('sort', sort);
  const usual = withAskedFor({ filters, sort, columns: ownColumns }).columns;
  if (columns.join() !== usual.join()) chosen.set('columns', columns.join());
  const text = chosen.toString();
  return text === '' ? '' : `?${text}`;
}

/** Filters with another value for one of them; empty removes it. A period replaces dates, and dates a period. */
export function withFilter(filters: Filters, name: FilterName, value: string | undefined): Filters {
  const replaced: readonly FilterName[] =
    name === 'created' ? ['from', 'to'] : ['from', 'to'].includes(name) ? ['created'] : [];
  const rest = Object.entries(filters).filter(
    ([other]) => other !== name && !(value && replaced.includes(other as FilterName)),
  );
  return Object.fromEntries(value ? [...rest, [name, value]] : rest);
}

/** V193: the open leads with the highest scores, of the same campaign and agent. The first page is the 50 most likely. */
export function mostLikely({ filters: { campaign, owner }, columns }: View): View {
  return withAskedFor({ filters: { ...(campaign && { campaign }), ...(owner && { owner }) }, sort: 'score', columns });
}

/** V242: open leads of the same campaign and agent that lack a detail, with what they lack. */
export function toComplete({ filters: { campaign, owner }, columns }: View): View {
  const filters = { ...(campaign && { campaign }), ...(owner && { owner }), state: 'open', missing: ANY };
  return withAskedFor({ filters, sort: 'created', columns });
}

/** The view without these filters, or its order. */
export function without(view: View, fields: readonly string[]): View {
  const kept = Object.entries(view.filters).filter(([name]) => !fields.includes(name));
  return { ...view, filters: Object.fromEntries(kept), sort: fields.includes('sort') ? USUAL_SORT : view.sort };
}

/** The search that a view stands for at this moment. A period that doesn’t exist is sent as it is, and refused like any other value. */
export function criteriaOf({ filters, sort }: Pick<View, 'filters' | 'sort'>, now: number): LeadCriteria {
  const day = dayOf(String(now));
  const midnight = (daysLater: number) => startOfDay(day, daysLater) ?? '';
  const { created, due, ...others } = filters;
  const since = { today: midnight(0), '7d': midnight(-6), '30d': midnight(-29) };
  const dueTo = { overdue: String(now), today: midnight(1), '7d': midnight(7) };
  return {
    ...others,
    ...(created !== undefined && periodOf('from', since, 'created', created)),
    ...(due !== undefined && periodOf('dueTo', dueTo, 'due', due)),
    ...(sort !== USUAL_SORT && { sort }),
  };
}

function periodOf(
  criterion: 'from' | 'dueTo',
  moments: Readonly<Record<string, string>>,
  name: 'created' | 'due',
  value: string,
): LeadCriteria {
  const moment = Object.hasOwn(moments, value) ? moments[value] : undefined;
  return moment === undefined ? { [name]: value } : { [criterion]: moment };
}
