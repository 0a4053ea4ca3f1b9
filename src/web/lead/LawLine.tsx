/** Until when or from when the customer may be called, in their local time, with the statute. */
import type { DeskLead } from '../../shared/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { useTick } from '../base/useTick.ts';

export function LawLine({ person }: { person: Pick<DeskLead['person'], 'law' | 'zone'> }) {
  const t = useText(leadText);
  const reads = useStore(language);
  useTick(15_000);
  const { law, zone } = person;
  if (!law) return null;
  const now = serverNow();
  const { until, from, citation, basis } = law;
  const isOver = until !== undefined && until <= now;
  const when = until ?? from;
  if (when === undefined && citation === undefined) return null;
  // The basis names the statute that both rest on.
  const hours = citation === basis?.citation ? undefined : citation;
  const text = until === undefined ? 'law.from' : isOver ? 'law.over' : 'law.until';
  return (
    <p class={isOver ? 'small notice notice-warn' : 'small muted'}>
      {when === undefined ? null : t(text, { when: whenOf(when, now, reads, zone) })}
      {when !== undefined && hours !== undefined ? ' · ' : null}
      {hours === undefined ? null : <bdi>{hours}</bdi>}
      {basis === undefined ? null : (
        <>
          {' · '}
          {t(`basis.${basis.kind}`)} (<bdi>{basis.citation}</bdi>)
        </>
      )}
    </p>
  );
}
