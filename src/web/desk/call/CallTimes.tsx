/** Running times of a call, computed from the server's times. */
import type { DeskCall } from '../../../shared/deskCall.ts';
import { deskText } from '../../../shared/text/desk.ts';
import { useStore } from '../../base/createStore.ts';
import { timeOf } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { useTick } from '../../base/useTick.ts';
import { useElapsedFormat } from '../../base/useElapsedFormat.ts';

/** How long the caller has been on the line. */
export function OnLine({ call }: { call: DeskCall }) {
  const ticking = useElapsedFormat();
  const t = useText(deskText);
  const reads = useStore(language);
  useTick(1000, call.onLineSince !== undefined);
  if (call.onLineSince === undefined || call.direction !== 'inbound') return null;
  const time = timeOf(call.onLineSince, reads);
  return (
    <p class="small muted">{t('call.onLine', { time, lasts: ticking(Math.max(0, serverNow() - call.onLineSince)) })}</p>
  );
}

/** Time left until the server acts. */
export function TimeLeft({
  until,
  text,
}: {
  until: number | null;
  text: Parameters<ReturnType<typeof useText<typeof deskText>>>[0];
}) {
  const ticking = useElapsedFormat();
  const t = useText(deskText);
  useTick(500);
  const left = Math.max(0, (until ?? serverNow()) - serverNow());
  return <p class={left < 6000 ? 'deadline-near' : 'muted'}>{t(text, { time: ticking(left) })}</p>;
}
