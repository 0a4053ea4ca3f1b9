/** The signed-in user: undefined while loading, null if signed out. Applies the account's language. */
import { useEffect, useState } from 'preact/hooks';
import type { Me } from '../../shared/api.ts';
import { ask } from './http.ts';
import { applyAccountLanguage } from './accountLanguage.ts';

export function useMe(): Me | null | undefined {
  const [me, setMe] = useState<Me | null | undefined>(undefined);
  useEffect(() => {
    void ask<Me>('/api/me', { staySignedOut: true }).then((answer) => {
      if (answer.ok) applyAccountLanguage(answer.data.language);
      setMe(answer.ok ? answer.data : null);
    });
  }, []);
  return me;
}
