/** Why a request failed, as a sentence in the language of the page (W241). */
import { commonText } from '../../shared/text/common.ts';
import { translator } from '../../shared/text/index.ts';
import { sayRefusal } from '../../shared/text/refusals.ts';
import type { Trouble } from './http.ts';
import { language } from './settings.ts';

/** Of several mistakes, the first. `what`: what was requested, where refusals.ts has a text of its own for it. */
export function troubleText({ code, detail, fields, problem }: Trouble, what?: string): string {
  const reads = language.get();
  const common = translator(commonText, reads);
  if (code === 'network') return common('failed.network');
  // Not our server’s own words, such as those of a proxy.
  if (!problem) return common('failed.other', { detail: detail || code });
  const [reason] = Object.values(fields);
  return reason ?? sayRefusal({ code, message: detail }, reads, what);
}
