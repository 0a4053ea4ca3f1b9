/** A list of the API page by page: the first as it was loaded, and those that were asked for since. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { adminText } from '../../../shared/text/admin.ts';
import { ask } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { troubleText } from '../../base/troubleText.ts';
import { toast } from '../../base/ui/Toasts.tsx';

interface ListPage {
  /** The cursor of the page after it; null for the last one. */
  readonly next: string | null;
}

/** `path`: with a query. `more`: the button for the next page; null at the end. */
export function usePages<P extends ListPage>(
  path: string,
  first: P,
): { readonly pages: readonly P[]; readonly more: ComponentChildren } {
  const common = useText(adminText);
  const [others, setOthers] = useState<readonly P[]>([]);
  const [isBusy, setBusy] = useState(false);
  const { next } = others.at(-1) ?? first;
  const load = async (cursor: string) => {
    if (isBusy) return;
    setBusy(true);
    const answer = await ask<P>(`${path}&cursor=${encodeURIComponent(cursor)}`);
    setBusy(false);
    if (answer.ok) setOthers([...others, answer.data]);
    else toast(troubleText(answer.trouble));
  };
  const more =
    next === null ? null : (
      <button type="button" class="button" aria-disabled={isBusy} onClick={() => void load(next)}>
        {common('more')}
      </button>
    );
  return { pages: [first, ...others], more };
}
