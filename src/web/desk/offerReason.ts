/** The reason for an offer, as a sentence. Pure. */
import type { OfferWhy } from '../../shared/desk.ts';
import type { commonText } from '../../shared/text/common.ts';
import type { deskText } from '../../shared/text/desk.ts';
import type { Translate } from '../../shared/text/index.ts';
import { formatDuration, JUST_FREE_MS } from '../base/format.ts';

type Words<C> = Translate<Extract<keyof C, string>>;

export function offerReason(
  { code, idleMs = 0, candidates = 0 }: OfferWhy,
  t: Words<typeof deskText>,
  common: Words<typeof commonText>,
): string {
  if (code !== 'longestIdle') return t(`why.${code}`);
  if (idleMs < JUST_FREE_MS) return t('why.justFree');
  const idle = formatDuration(idleMs, common);
  return candidates > 1 ? t('why.longestIdle', { candidates, idle }) : t('why.longestIdlePlain', { idle });
}
