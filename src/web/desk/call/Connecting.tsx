/** Before the conversation: the own telephone rings and owes the key 1; then the person is dialled, or taken out of the line. */
import { useMemo } from 'preact/hooks';
import type { DeskCall, DeskLead } from '../../../shared/desk.ts';
import { deskText } from '../../../shared/text/desk.ts';
import { useStore } from '../../base/createStore.ts';
import { useText } from '../../base/text.ts';
import { useCaption, useLine, usePhone, usePhoneState } from '../context.ts';
import { mayAnswerItself } from '../phone.ts';
import { pendingFor } from '../store.ts';
import { useKeys } from '../useKeys.ts';
import { useSettled } from '../useSettled.ts';
import { Left } from './times.tsx';
import { useConnect } from './useConnect.ts';

interface Props {
  lead: DeskLead;
  call: DeskCall;
}

export function RingingAgent({ lead, call }: Props) {
  const t = useText(deskText);
  const phone = usePhone();
  const { kind } = usePhoneState();
  const desk = useStore(useLine().state);
  const caption = useCaption();
  const talking = useTalking(lead, call);

  const { connect, isConnecting } = useConnect();
  const isRinging = kind === 'ringing' && phone !== null && !mayAnswerItself(desk, phone);
  const keys = useMemo(() => {
    const answer = () => phone?.answer();
    return { answer, map: kind === 'inCall' ? { 1: connect } : isRinging ? { a: answer } : {} };
  }, [phone, kind, isRinging, connect]);
  useKeys(keys.map);

  const head = kind === 'inCall' ? 'call.connect.head' : isRinging ? 'call.answer.head' : 'call.ringingAgent';
  const isElsewhere = kind !== 'inCall' && kind !== 'ringing';
  return (
    <>
      <p class="call-head" role="status">
        {t(head)}
      </p>
      <p class="caption" aria-live="polite">
        <bdi>{kind === 'inCall' ? caption || '\u00a0' : isElsewhere ? t('call.own') : '\u00a0'}</bdi>
      </p>
      <Left until={lead.deadlineAt} text="call.goesOn" />
      <div class="steps">
        {kind === 'inCall' ? (
          <button type="button" class="button button-primary button-large" aria-busy={isConnecting} onClick={connect}>
            {t('call.connect')} <kbd>1</kbd>
          </button>
        ) : null}
        {isRinging ? (
          <button type="button" class="button button-primary button-large" onClick={keys.answer}>
            {t('call.answer')} <kbd>A</kbd>
          </button>
        ) : null}
        {talking}
        <GiveBack lead={lead} text="call.giveBack" />
      </div>
    </>
  );
}

export function RingingPerson({ lead, call }: Props) {
  const t = useText(deskText);
  const talking = useTalking(lead, call);
  const what = call.isPersonOnLine ? 'call.bridging' : 'call.dialling';
  return (
    <>
      <p class="call-head" role="status">
        {t(what)}
      </p>
      <Left until={lead.deadlineAt} text={call.isPersonOnLine ? 'call.bridgingLeft' : 'call.diallingLeft'} />
      <div class="steps">
        {talking}
        <GiveBack lead={lead} text={call.isPersonOnLine ? 'call.giveBack' : 'call.stopDialling'} />
      </div>
    </>
  );
}

/** For whoever reaches the person by another telephone; not for whoever lets somebody wait on the line. */
function useTalking({ id: leadId }: DeskLead, call: DeskCall) {
  const t = useText(deskText);
  const line = useLine();
  const settled = useSettled(call.stage);
  const { isPersonOnLine } = call;
  const keys = useMemo(() => {
    const talking = settled(() => line.ask({ event: 'lead:talking', body: { leadId } }));
    return { talking, map: isPersonOnLine ? {} : { t: talking } };
  }, [line, leadId, settled, isPersonOnLine]);
  useKeys(keys.map);
  if (isPersonOnLine) return null;
  return (
    <button type="button" class="button" title={t('call.talkingHint')} onClick={keys.talking}>
      {t('call.talking')} <kbd>T</kbd>
    </button>
  );
}

function GiveBack({ lead, text }: { lead: DeskLead; text: 'call.giveBack' | 'call.stopDialling' }) {
  const t = useText(deskText);
  const line = useLine();
  const state = useStore(line.state);
  const settled = useSettled(text);
  return (
    <button
      type="button"
      class="button button-quiet"
      disabled={pendingFor(state, 'call:hangup', lead.id) !== undefined}
      onClick={settled(() => line.ask({ event: 'call:hangup', body: { leadId: lead.id } }))}
    >
      {t(text)}
    </button>
  );
}
