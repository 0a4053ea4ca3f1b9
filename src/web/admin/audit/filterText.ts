/** A filter of an exported list, in the words of the leads page. */
import { leadText } from '../../../shared/text/lead.ts';
import { leadsText } from '../../../shared/text/leads.ts';
import type { Language } from '../../../core/vocabulary/language.ts';
import { translator, type Catalogue } from '../../../shared/text/index.ts';

/** Where the words of each filter’s values are, with what comes before the value in a key. */
const WORDS: Readonly<Record<string, readonly (readonly [Catalogue, string])[]>> = {
  state: [
    [leadText, 'state.'],
    [leadsText, 'state.'],
  ],
  outcome: [[leadText, 'outcome.']],
  source: [[leadText, 'inquiry.']],
  band: [[leadsText, 'band.']],
  sort: [[leadsText, 'sort.']],
  lacks: [
    [leadText, 'profile.'],
    [leadsText, 'missing.'],
  ],
};

/** null if the value is no code of a filter, such as a tag or an ID. What leads lack is recorded with who was to see it. */
export function filterText(path: string, value: unknown, reads: Language): string | null {
  const code = path === 'lacks' ? detailIn(value) : value;
  if (typeof code !== 'string' || !Object.hasOwn(WORDS, path)) return null;
  for (const [catalog, before] of WORDS[path] ?? [])
    if (Object.hasOwn(catalog, before + code)) return translator(catalog, reads)(before + code);
  return path === 'lacks' ? code : null;
}

function detailIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'detail' in value ? value.detail : undefined;
}
