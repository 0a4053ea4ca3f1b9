/** Who is signed in: undefined while asking, null for nobody. Sets the language of the account. */
import { useEffect, useState } from 'preact/hooks';
import type { Me } from '../../shared/api.ts';
import { ask } from './http.ts';
import { takeLanguage } from './ownLanguage.ts';

export function useMe(): Me | null | undefined {
  const [me, setMe] = useState<Me | null | undefined>(undefined);
  useEffect(() => {
    void ask<Me>('/api/me', { staySignedOut: true }).then((answer) => {
      if (answer.ok) takeLanguage(answer.data.language);
      setMe(answer.ok ? answer.data : null);
    });
  }, []);
  return me;
}
