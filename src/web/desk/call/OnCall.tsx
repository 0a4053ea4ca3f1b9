/**
 * Controls during a conversation over the network. Buttons show the server's state; a click shows as pending until the
 * server confirms it.
 */
import { useMemo, useState } from 'preact/hooks';
import type { DeskLead } from '../../../shared/desk.ts';
import type { DeskCall } from '../../../shared/deskCall.ts';
import { deskText } from '../../../shared/text/desk.ts';
import { useStore } from '../../base/createStore.ts';
import { useStepFocus } from '../../base/focus.ts';
import { serverNow } from '../../base/serverClock.ts';
import { useText } from '../../base/text.ts';
import { Name } from '../../base/ui/UserText.tsx';
import { useTick } from '../../base/useTick.ts';
import { useElapsedFormat } from '../../base/useElapsedFormat.ts';
import { useLine } from '../context.ts';
import { pendingVoice } from '../store.ts';
import { pendingFor } from '../requests.ts';
import { useKeys, useShortcut, type KeyMap } from '../useKeys.ts';
import { useRepeatGuard } from '../useRepeatGuard.ts';
import { CallOnOtherDevice } from './OtherDevice.tsx';
import { KeypadDialog } from './KeypadDialog.tsx';
import { TransferDialog } from './TransferDialog.tsx';

interface Props {
  lead: DeskLead;
  call: DeskCall;
}
type Verb = 'call:hangup' | 'call:voicemail' | 'call:complete-transfer' | 'call:cancel-transfer';

export function OnCall({ lead, call }: Props) {
  const t = useText(deskText);
  const shortcut = useShortcut();
  const line = useLine();
  const [dialog, setDialog] = useState<'keypad' | 'transfer' | null>(null);
  const settled = useRepeatGuard(call.stage);
  const { consult, onHold, mayBeMailbox } = call;
  const { id: leadId } = lead;

  const acts = useMemo(() => {
    const ask = (event: Verb) => settled(() => line.ask({ event, body: { leadId } }));
    const toggle = (event: 'call:hold' | 'call:mute') => () => {
      const on = !pendingVoice(line.state.get(), event, call);
      line.ask({ event, body: { leadId, on } });
    };
    return {
      hold: toggle('call:hold'),
      mute: toggle('call:mute'),
      hangUp: ask('call:hangup'),
      voicemail: ask('call:voicemail'),
      complete: ask('call:complete-transfer'),
      back: ask('call:cancel-transfer'),
      keypad: () => setDialog('keypad'),
      transfer: () => setDialog('transfer'),
    };
  }, [line, leadId, call, settled]);
  const isConsulting = consult !== undefined;
  const keys = useMemo(
    (): KeyMap => ({
      u: acts.mute,
      e: acts.hangUp,
      ...(isConsulting ? {} : { h: acts.hold, k: acts.keypad, r: acts.transfer }),
      ...(mayBeMailbox && !isConsulting && !onHold && { v: acts.voicemail }),
    }),
    [acts, isConsulting, mayBeMailbox, onHold],
  );
  useKeys(keys);

  return (
    <>
      <Head lead={lead} call={call} />
      <Consult consult={consult} lead={lead} onComplete={acts.complete} onBack={acts.back} />
      {consult ? null : (
        <div class="steps steps-call">
          <Switch event="call:mute" call={call} letter="U" onClick={acts.mute} />
          <Switch event="call:hold" call={call} letter="H" onClick={acts.hold} />
          <button
            type="button"
            class="button"
            aria-haspopup="dialog"
            aria-keyshortcuts={shortcut('K')}
            onClick={acts.keypad}
          >
            {t('keypad')} <kbd>K</kbd>
          </button>
          <button
            type="button"
            class="button"
            aria-haspopup="dialog"
            aria-keyshortcuts={shortcut('R')}
            onClick={acts.transfer}
          >
            {t('transfer')} <kbd>R</kbd>
          </button>
        </div>
      )}
      <div class="steps">
        <button type="button" class="button button-danger" aria-keyshortcuts={shortcut('E')} onClick={acts.hangUp}>
          {t('call.hangUp')} <kbd>E</kbd>
        </button>
        {mayBeMailbox && !isConsulting ? (
          <button
            type="button"
            class="button"
            disabled={onHold}
            aria-keyshortcuts={shortcut('V')}
            onClick={acts.voicemail}
          >
            {t('call.voicemail')} <kbd>V</kbd>
          </button>
        ) : null}
      </div>
      <CallOnOtherDevice device={call.device} />
      {dialog === 'keypad' ? <KeypadDialog leadId={leadId} onClose={() => setDialog(null)} /> : null}
      {dialog === 'transfer' ? <TransferDialog leadId={leadId} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

function Head({ lead, call }: Props) {
  const ticking = useElapsedFormat();
  const t = useText(deskText);
  useTick(1000);
  const now = serverNow();
  return (
    <div class="row-apart call-head-row">
      <p class="call-head">{t('call.since', { time: ticking(Math.max(0, now - (lead.talkingAt ?? now))) })}</p>
      <p class="row" role="status">
        {call.joined.length > 0 ? (
          <span class="badge">
            <bdi>{t('call.joined', { names: call.joined.join(', '), count: call.joined.length })}</bdi>
          </span>
        ) : null}
        {call.muted ? <span class="badge badge-warn">{t('call.muted')}</span> : null}
        {call.onHold ? <span class="badge badge-warn">{t('call.held')}</span> : null}
      </p>
    </div>
  );
}

/** Pressed when the server says so. Until then the click shows as pending. */
function Switch(props: { event: 'call:hold' | 'call:mute'; call: DeskCall; letter: string; onClick: () => void }) {
  const { event, call, letter, onClick } = props;
  const t = useText(deskText);
  const shortcut = useShortcut();
  const state = useStore(useLine().state);
  const isOn = event === 'call:hold' ? call.onHold : call.muted;
  const isPending = pendingFor(state, event) !== undefined;
  return (
    <button
      type="button"
      class="button"
      aria-pressed={isOn}
      aria-busy={isPending}
      aria-keyshortcuts={shortcut(letter)}
      onClick={onClick}
    >
      {t(event === 'call:hold' ? 'call.hold' : 'call.mute')} <kbd>{letter}</kbd>
    </button>
  );
}

function Consult(props: { consult: DeskCall['consult']; lead: DeskLead; onComplete: () => void; onBack: () => void }) {
  const t = useText(deskText);
  const { consult } = props;
  const place = useStepFocus(consult === undefined ? '' : String(consult.isThere));
  const said = consult && t(consult.isThere ? 'consult.there' : 'consult.ringing', { name: consult.name });
  return (
    <section class={consult ? 'stack-tight consult' : 'visually-hidden'}>
      <p role="status" ref={place} tabIndex={-1} data-focus={consult ? true : undefined}>
        <strong>{said ?? ''}</strong>
      </p>
      {consult ? <ConsultSteps {...props} isThere={consult.isThere} /> : null}
    </section>
  );
}

function ConsultSteps(props: { lead: DeskLead; isThere: boolean; onComplete: () => void; onBack: () => void }) {
  const t = useText(deskText);
  return (
    <>
      <p class="small muted">
        <Name name={props.lead.person.name} /> · {t('consult.music')}
      </p>
      <div class="steps">
        <button type="button" class="button button-primary" disabled={!props.isThere} onClick={props.onComplete}>
          {t('consult.complete')}
        </button>
        <button type="button" class="button" onClick={props.onBack}>
          {t('consult.back')}
        </button>
      </div>
    </>
  );
}
