/** Saves the customer's details by HTTP requests: one after another, each with its own key, so that a repeat does nothing. */
import { useRef, useState } from 'preact/hooks';
import { ask, newKey, type Trouble } from '../../base/http.ts';
import { troubleText } from '../../base/troubleText.ts';
import { useSentDetails, type ProfileSaver } from './profileSaver.ts';
import { pathsOf } from './profileValues.ts';

interface Progress {
  /** Saves under way. */
  readonly saving: number;
  readonly trouble?: Trouble;
}

const OVERTAKEN = 'edited-meanwhile';

/** `onNews` is called when a detail has changed, here or by someone else. */
export function useRequestSaver(leadId: string, onNews: () => void): ProfileSaver {
  const [progress, setProgress] = useState<Readonly<Record<string, Progress>>>({});
  const last = useRef<Promise<void>>(Promise.resolve());
  const update = (path: string, change: (now: Progress) => Progress) =>
    setProgress((now) => ({ ...now, [path]: change(now[path] ?? { saving: 0 }) }));
  const save: ProfileSaver['save'] = (changes) => {
    const path = pathsOf(changes).join();
    update(path, ({ saving }) => ({ saving: saving + 1 }));
    last.current = last.current.then(async () => {
      const url = `/api/leads/${encodeURIComponent(leadId)}/profile`;
      const answer = await ask(url, { method: 'POST', body: changes, idempotencyKey: newKey() });
      update(path, ({ saving }) => ({ saving: saving - 1, ...(!answer.ok && { trouble: answer.trouble }) }));
      if (answer.ok || answer.trouble.code === OVERTAKEN) onNews();
    });
  };
  const isSaving = (path: string) => (progress[path]?.saving ?? 0) > 0;
  const { saveDetail, lastSent } = useSentDetails(leadId, { save, isSaving });
  return {
    ...{ save, saveDetail, isSaving },
    overtaken: (path) => (progress[path]?.trouble?.code === OVERTAKEN ? lastSent(path) : null),
    trouble: (path) => {
      const trouble = progress[path]?.trouble;
      return trouble ? troubleText(trouble, 'lead:profile') : '';
    },
  };
}
