/**
 * Before the conversation: the agent's phone rings and asks for the key 1, then the customer is dialed or taken out of the
 * line.
 */
import { useMemo } from 'preact/hooks';
import type { DeskLead } from '../../../shared/desk.ts';
import type { DeskCall } from '../../../shared/deskCall.ts';
import { deskText } from '../../../shared/text/desk.ts';
import { useStore } from '../../base/createStore.ts';
import { useAnnouncedText } from '../../base/useAnnouncedText.ts';
import { useText } from '../../base/text.ts';
import { useCaption, useLine, usePhone, usePhoneState } from '../context.ts';
import { shouldAutoAnswer } from '../phone.ts';
import { pendingFor } from '../requests.ts';
import { useKeys, useShortcut } from '../useKeys.ts';
import { useRepeatGuard } from '../useRepeatGuard.ts';
import { TakeOverButton, useOtherDevicePhone } from './OtherDevice.tsx';
import { TimeLeft } from './CallTimes.tsx';
import { useConnect } from './useConnect.ts';

interface Props {
  lead: DeskLead;
  call: DeskCall;
}

export function RingingAgent({ lead, call }: Props) {
  const t = useText(deskText);
  const shortcut = useShortcut();
  const phone = usePhone();
  const { kind } = usePhoneState();
  const caption = useCaption();
  const talking = useTalkingButton(lead, call);

  const { connect, isConnecting } = useConnect();
  const { isRinging } = useAnswerPrompt();
  const keys = useMemo(() => {
    const answer = () => phone?.answer();
    return { answer, map: kind === 'inCall' ? { 1: connect } : isRinging ? { a: answer } : {} };
  }, [phone, kind, isRinging, connect]);
  useKeys(keys.map);

  const elsewhere = useOtherDevicePhone(call.device);
  const hint = elsewhere ? t('call.ringsElsewhere') : call.device === 'browser' ? '\u00a0' : t('call.own');
  const said = useAnnouncedText(kind === 'inCall' ? caption : isRinging ? '' : hint);
  return (
    <>
      <p class="caption" aria-live="polite">
        <bdi>{said.trim()}</bdi>
      </p>
      <TimeLeft until={lead.deadlineAt} text="call.goesOn" />
      <div class="steps">
        {kind === 'inCall' ? (
          <button
            type="button"
            class="button button-primary button-large"
            aria-busy={isConnecting}
            aria-keyshortcuts={shortcut('1')}
            onClick={connect}
          >
            {t('call.connect')} <kbd>1</kbd>
          </button>
        ) : null}
        {isRinging ? (
          <button
            type="button"
            class="button button-primary button-large"
            aria-keyshortcuts={shortcut('A')}
            onClick={keys.answer}
          >
            {t('call.answer')} <kbd>A</kbd>
          </button>
        ) : null}
        <TakeOverButton phone={elsewhere} />
        {talking}
        <GiveBackButton lead={lead} text="call.giveBack" />
      </div>
    </>
  );
}

/** Whether the agent's phone waits for a click, and the text for it. */
export function useAnswerPrompt() {
  const phone = usePhone();
  const { kind } = usePhoneState();
  const desk = useStore(useLine().state);
  const isRinging = kind === 'ringing' && phone !== null && !shouldAutoAnswer(desk, phone);
  const head = kind === 'inCall' ? 'call.connect.head' : isRinging ? 'call.answer.head' : 'call.ringingAgent';
  return { isRinging, head } as const;
}

export function RingingPerson({ lead, call }: Props) {
  return (
    <>
      <TimeLeft until={lead.deadlineAt} text={call.isPersonOnLine ? 'call.bridgingLeft' : 'call.diallingLeft'} />
      <div class="steps">
        <GiveBackButton lead={lead} text={call.isPersonOnLine ? 'call.giveBack' : 'call.stopDialling'} />
      </div>
      <ReachedOnOtherPhone lead={lead} call={call} />
    </>
  );
}

/**
 * While the network rings the customer, agents would click "We're talking" as soon as the customer answers, which would
 * cancel the ringing. So this button says what it is for, stands apart, and has no shortcut.
 */
function ReachedOnOtherPhone({ lead, call }: Props) {
  const t = useText(deskText);
  const talking = useMarkTalking(lead, call);
  if (call.isPersonOnLine) return null;
  return (
    <p class="small">
      <button type="button" class="link-button" onClick={talking}>
        {t('call.reachedOtherwise')}
      </button>
    </p>
  );
}

function useMarkTalking({ id: leadId }: DeskLead, { stage }: DeskCall): () => void {
  const line = useLine();
  const settled = useRepeatGuard(stage);
  return useMemo(() => settled(() => line.ask({ event: 'lead:talking', body: { leadId } })), [line, leadId, settled]);
}

/** For agents who reach the customer on another phone. Not offered while a customer waits in line. */
function useTalkingButton(lead: DeskLead, call: DeskCall) {
  const t = useText(deskText);
  const shortcut = useShortcut();
  const talking = useMarkTalking(lead, call);
  const { isPersonOnLine } = call;
  const keys = useMemo(() => (isPersonOnLine ? {} : { t: talking }), [talking, isPersonOnLine]);
  useKeys(keys);
  if (isPersonOnLine) return null;
  return (
    <button
      type="button"
      class="button"
      title={t('call.talkingHint')}
      aria-keyshortcuts={shortcut('T')}
      onClick={talking}
    >
      {t('call.talking')} <kbd>T</kbd>
    </button>
  );
}

function GiveBackButton({ lead, text }: { lead: DeskLead; text: 'call.giveBack' | 'call.stopDialling' }) {
  const t = useText(deskText);
  const line = useLine();
  const state = useStore(line.state);
  const settled = useRepeatGuard(text);
  return (
    <button
      type="button"
      class="button"
      disabled={pendingFor(state, 'call:hangup', lead.id) !== undefined}
      onClick={settled(() => line.ask({ event: 'call:hangup', body: { leadId: lead.id } }))}
    >
      {t(text)}
    </button>
  );
}
