/** `/floor`: waiting leads, agents, callbacks, and whether every lead is accounted for. */
import { useEffect, useState } from 'preact/hooks';
import type { Floor } from '../../shared/floor.ts';
import { commonText } from '../../shared/text/common.ts';
import { floorText } from '../../shared/text/floor.ts';
import { formatDuration } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { useText } from '../base/text.ts';
import { Toasts } from '../base/ui/Toasts.tsx';
import { TopBar } from '../base/ui/TopBar.tsx';
import { useTick } from '../base/useTick.ts';
import { useMe } from '../base/useMe.ts';
import { SupervisePanel } from '../supervise/SupervisePanel.tsx';
import { AgentsCard } from './AgentsCard.tsx';
import { AlarmsCard } from './AlarmsCard.tsx';
import { AlarmsLine } from './AlarmsLine.tsx';
import { CallbacksCard } from './CallbacksCard.tsx';
import { LeadMenu } from './LeadMenu.tsx';
import { LawCard } from './LawCard.tsx';
import { Search } from './Search.tsx';
import { SpeedCard } from './SpeedCard.tsx';
import { TodayCard } from './TodayCard.tsx';
import { TrendsCard } from './TrendsCard.tsx';
import { useFloor } from './useFloor.ts';
import { WaitingCard } from './WaitingCard.tsx';

/** Older data is no longer labeled live. */
const STALE_MS = 12_000;

export function FloorPage() {
  const t = useText(floorText);
  const common = useText(commonText);
  const me = useMe();
  const { floor, trouble } = useFloor();
  const [searching, setSearching] = useState('');
  useEffect(() => {
    document.title = `${t('title')} · Leadbell`;
  }, [t]);
  return (
    <>
      <TopBar me={me ?? null}>
        <Search value={searching} onSearch={setSearching} floor={floor} />
      </TopBar>
      <main class="floor">
        <h1 class="visually-hidden">{t('title')}</h1>
        {trouble?.code === 'not-allowed' ? <p class="notice notice-warn">{common('failed.notAllowed')}</p> : null}
        {floor ? (
          <FloorGrid floor={floor} isAdministrator={me?.role === 'administrator'} />
        ) : (
          <p class="muted">{trouble ? '' : common('loading')}</p>
        )}
        {!floor && trouble?.code === 'network' ? <p class="notice notice-bad">{common('failed.network')}</p> : null}
      </main>
      <SupervisePanel />
      <LeadMenu />
      <Toasts />
    </>
  );
}

function FloorGrid({ floor, isAdministrator }: { floor: Floor; isAdministrator: boolean }) {
  const t = useText(floorText);
  const common = useText(commonText);
  useTick(1000);
  const age = serverNow() - floor.serverNow;
  const isStale = age > STALE_MS;
  const { running, clockOffsetMs } = floor.routing;
  return (
    <>
      <AlarmsLine alarms={floor.alarms} unattended={floor.unattended} />
      <div class="live" role="alert">
        {running ? null : (
          <p class="notice notice-bad">
            <strong>
              {clockOffsetMs === undefined ? t('routing.unknown') : t('routing.clock', { ms: clockOffsetMs })}
            </strong>
          </p>
        )}
      </div>
      {/* The age ticks, so it is not announced. */}
      <p class="visually-hidden" role="status">
        {isStale ? t('stale', { time: formatDuration(STALE_MS, common) }) : ''}
      </p>
      {isStale ? (
        <p class="notice notice-warn" aria-hidden="true">
          {t('stale', { time: formatDuration(age, common) })}
        </p>
      ) : null}
      <div class="floor-top">
        <LawCard law={floor.conservation} />
        <TodayCard today={floor.today} />
      </div>
      <TrendsCard floor={floor} />
      <div class="floor-columns">
        <div class="stack floor-stack">
          <WaitingCard leads={floor.waiting} total={floor.waitingTotal} />
          <CallbacksCard callbacks={floor.callbacks} total={floor.callbacksTotal} />
        </div>
        <div class="stack floor-stack">
          <AgentsCard agents={floor.agents} schedule={floor.schedule} />
          <SpeedCard speed={floor.speed} />
          <AlarmsCard alarms={floor.alarms} isAdministrator={isAdministrator} />
        </div>
      </div>
    </>
  );
}
