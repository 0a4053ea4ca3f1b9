/** The desk: top bar, status line, current lead, and the agent's callbacks and day. */
import { useMemo, useState } from 'preact/hooks';
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { chooseSound, soundOn } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Lazy } from '../base/ui/Lazy.tsx';
import { toast, Toasts } from '../base/ui/Toasts.tsx';
import { TopBar } from '../base/ui/TopBar.tsx';
import { OtherCall } from './call/OtherCall.tsx';
import { useLine, usePhone, usePhoneState } from './context.ts';
import { DayCard } from './DayCard.tsx';
import { DeskControls } from './DeskControls.tsx';
import { Idle } from './Idle.tsx';
import { LeadView } from './LeadView.tsx';
import { OfferCard } from './OfferCard.tsx';
import { shouldAutoAnswer } from './phone.ts';
import { PromisesCard } from './PromisesCard.tsx';
import { OfferAnnouncer } from './OfferAnnouncer.tsx';
import { StatusStrip } from './StatusStrip.tsx';
import { isRinging, optimisticLead } from './store.ts';
import { useKeys } from './useKeys.ts';
import { useOtherCall } from './useOtherCall.ts';
import { useRingAlert } from './useRingAlert.ts';
import { serverNow } from '../base/serverClock.ts';

const loadKeys = () => import('./KeysDialog.tsx').then((module) => module.KeysDialog);

export function Desk() {
  const t = useText(deskText);
  const line = useLine();
  const state = useStore(line.state);
  const { kind: phone } = usePhoneState();
  const [helpOpen, setHelpOpen] = useState(false);
  const softphone = usePhone();
  const isPhoneRinging = softphone !== null && phone === 'ringing' && !shouldAutoAnswer(state, softphone);
  useRingAlert(isRinging(state) ? state.offer : null, isPhoneRinging);

  const keys = useMemo(
    () => ({
      '?': () => setHelpOpen(true),
      m: () => {
        chooseSound(!soundOn.get());
        toast(t(soundOn.get() ? 'sound.on' : 'sound.off'));
      },
    }),
    [t],
  );
  useKeys(keys);

  const lead = optimisticLead(state, serverNow());
  const isOtherCall = useOtherCall(state, phone);
  const me = state.me ? { ...state.me, takesLeads: true } : null;
  return (
    <div class="desk">
      <TopBar me={me}>
        <DeskControls onHelp={() => setHelpOpen(true)} />
      </TopBar>
      <StatusStrip />
      <OfferAnnouncer />
      <div class="desk-columns">
        <main class="desk-main">
          {state.offer ? <OfferCard key={state.offer.offer.offerId} held={state.offer} /> : null}
          <OtherCall isShown={isOtherCall} />
          {lead ? <LeadView key={lead.id} lead={lead} /> : null}
          {!lead && !state.offer && !isOtherCall ? <Idle /> : null}
        </main>
        <aside class="desk-side">
          <DayCard day={state.day} />
          <PromisesCard promises={state.promises} version={state.lead?.id ?? ''} />
        </aside>
      </div>
      {helpOpen ? (
        <Lazy load={loadKeys} props={{ onClose: () => setHelpOpen(false), children: <OfferAnnouncer /> }} />
      ) : null}
      <Toasts />
    </div>
  );
}
