/** The phone and the log that it causes, side by side; stacked on a phone. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { phoneText } from '../../shared/text/phone.ts';
import { useStore } from '../base/createStore.ts';
import { useText } from '../base/text.ts';
import { TopBar } from '../base/ui/TopBar.tsx';
import { useMe } from '../base/useMe.ts';
import { createTelephone } from '../softphone/telephone.ts';
import { isInLine } from './explain.ts';
import { LogCard } from './LogCard.tsx';
import { OwnNumber } from './OwnNumber.tsx';
import { PhoneCard } from './PhoneCard.tsx';
import { useLog } from './useLog.ts';
import { useNetworkInfo } from './useNetworkInfo.ts';

/** The network's proxy path; see http/demo/phoneNetwork.ts. */
const BASE = '/phone/network';

export function PhonePage() {
  const t = useText(phoneText);
  const me = useMe();
  const [telephone] = useState(() => createTelephone({ base: BASE, rings: true }));
  const { state, callSid, audio } = useStore(telephone.view);
  const info = useNetworkInfo(BASE, state !== 'idle');
  const { entries, all, clear } = useLog(BASE);
  const waits = useMemo(() => state === 'talking' && isInLine(all, callSid), [state, all, callSid]);
  useEffect(() => {
    document.title = `${t('title')} · Leadbell`;
  }, [t]);
  return (
    <>
      <TopBar me={me ?? null} />
      <main class="phone-page">
        <div class="stack-tight phone-head">
          <h1>{t('title')}</h1>
          <p class="muted small">{t(info === null ? 'off' : 'about')}</p>
        </div>
        {info === null ? null : (
          <>
            <section class="card stack phone-card" aria-label={t('title')}>
              <OwnNumber telephone={telephone} />
              <PhoneCard telephone={telephone} tollFree={info?.numbers[0]} />
              <div class="live" role="status">
                {waits && audio.hears.length === 0 && info?.agentsReady === 0 ? (
                  <p class="notice notice-warn small">
                    {t('hint.noAgent')}{' '}
                    <a href="/desk" target="_blank" rel="noreferrer">
                      {t('hint.desk')} ↗
                    </a>
                  </p>
                ) : null}
              </div>
            </section>
            <LogCard entries={entries} onClear={clear} />
          </>
        )}
      </main>
    </>
  );
}
