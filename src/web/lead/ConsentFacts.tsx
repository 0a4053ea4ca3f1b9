/** The recorded consent: each box with yes or no, never a summary. */
import type { DeskLead } from '../../shared/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';

const BOXES = ['call', 'now', 'text', 'email'] as const;

export function ConsentFacts({ consent }: { consent: DeskLead['consent'] }) {
  const t = useText(leadText);
  const reads = useStore(language);
  if (!consent) return <p class="notice notice-warn">{t('consent.none')}</p>;
  return (
    <div class="stack-tight">
      <ul class="row">
        {BOXES.map((box) => (
          <li key={box} class={consent[box] ? 'badge badge-good' : 'badge'}>
            {t(`consent.${box}`)}: {t(consent[box] ? 'consent.yes' : 'consent.no')}
          </li>
        ))}
      </ul>
      <p class="small muted">{t('consent.at', { when: whenOf(consent.at, serverNow(), reads) })}</p>
    </div>
  );
}
