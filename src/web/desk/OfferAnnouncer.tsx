/**
 * Announces an offer: once on arrival, then the time left at 10 and 5 seconds. The live region exists before any offer,
 * since screen readers announce only changes, and again inside dialogs, which silence the page behind them.
 */
import { useLayoutEffect, useState } from 'preact/hooks';
import { commonText } from '../../shared/text/common.ts';
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { secondsLeft } from '../base/format.ts';
import { useText } from '../base/text.ts';
import { useTick } from '../base/useTick.ts';
import { useLine } from './context.ts';

export function OfferAnnouncer() {
  const t = useText(deskText);
  const common = useText(commonText);
  const { offer: held } = useStore(useLine().state);
  const [said, setSaid] = useState('');
  useTick(200, held !== null);
  const offer = held?.offer ?? null;
  const seconds = secondsLeft(Math.max(0, (held?.endsAt ?? 0) - performance.now()));
  const mark = seconds > 10 ? 'start' : seconds > 5 ? 10 : seconds > 0 ? 5 : 'over';
  // A layout effect, since a hidden tab gets no frames for other effects.
  useLayoutEffect(() => {
    if (offer === null) setSaid('');
    else if (mark === 'start') {
      const name = offer.lead.person.name.slice(0, 80) || common('unknownName');
      const interest = (offer.lead.interest ?? offer.lead.campaign.name).slice(0, 120);
      setSaid(t('say.offer', { name, interest, count: secondsLeft(offer.remainingMs) }));
    } else if (mark !== 'over') setSaid(t('say.left', { count: mark }));
  }, [mark, offer, t, common]);
  return (
    <p class="visually-hidden" aria-live="assertive">
      {said}
    </p>
  );
}
