/** Saves the customer's details by HTTP requests: one after another, each with its own key, so that a repeat does nothing. */
import { useRef, useState } from 'preact/hooks';
import { commonText } from '../../../shared/text/common.ts';
import { sayRefusal } from '../../../shared/text/refusals.ts';
import { useStore } from '../../base/createStore.ts';
import { ask, newKey, type Trouble } from '../../base/http.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import type { ProfileSaver } from './ProfileInput.tsx';
import { pathsOf } from './profileValues.ts';

interface Progress {
  /** Saves under way. */
  readonly saving: number;
  readonly trouble?: Trouble;
}

/** `onSaved` is called after each save. */
export function useRequestSaver(leadId: string, onSaved: () => void): ProfileSaver {
  const common = useText(commonText);
  const reads = useStore(language);
  const [progress, setProgress] = useState<Readonly<Record<string, Progress>>>({});
  const last = useRef<Promise<void>>(Promise.resolve());
  const update = (path: string, change: (now: Progress) => Progress) =>
    setProgress((now) => ({ ...now, [path]: change(now[path] ?? { saving: 0 }) }));
  return {
    save: (changes) => {
      const path = pathsOf(changes).join();
      update(path, ({ saving }) => ({ saving: saving + 1 }));
      last.current = last.current.then(async () => {
        const url = `/api/leads/${encodeURIComponent(leadId)}/profile`;
        const answer = await ask(url, { method: 'POST', body: changes, idempotencyKey: newKey() });
        update(path, ({ saving }) => ({ saving: saving - 1, ...(!answer.ok && { trouble: answer.trouble }) }));
        if (answer.ok) onSaved();
      });
    },
    isSaving: (path) => (progress[path]?.saving ?? 0) > 0,
    trouble: (path) => {
      const trouble = progress[path]?.trouble;
      if (!trouble) return '';
      if (trouble.code === 'network') return common('failed.network');
      const { code, detail: message, problem } = trouble;
      return sayRefusal(
        { code, message, ...(problem?.mistakes && { mistakes: problem.mistakes }) },
        reads,
        'lead:profile',
      );
    },
  };
}
