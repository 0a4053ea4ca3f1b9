/** Who is signed in: undefined while asking, null for nobody. Sets the language of the account. */
import { useEffect, useState } from 'preact/hooks';
import type { Me } from '../../shared/api.ts';
import { ask } from './http.ts';
import { preferLanguage } from './settings.ts';

export function useMe(): Me | null | undefined {
  const [me, setMe] = useState<Me | null | undefined>(undefined);
  useEffect(() => {
    void ask<Me>('/api/me', { staySignedOut: true }).then((answer) => {
      if (answer.ok) preferLanguage(answer.data.language);
      setMe(answer.ok ? answer.data : null);
    });
  }, []);
  return me;
}
