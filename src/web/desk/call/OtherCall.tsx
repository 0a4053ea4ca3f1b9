/**
 * A call on this phone that does not belong to the current lead: a teammate's consultation, or a supervisor listening in.
 */
import { useMemo } from 'preact/hooks';
import { deskText } from '../../../shared/text/desk.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { useStore } from '../../base/createStore.ts';
import { useStepFocus } from '../../base/focus.ts';
import { useText } from '../../base/text.ts';
import { Name } from '../../base/ui/UserText.tsx';
import { useCaption, useLine, usePhone, usePhoneState } from '../context.ts';
import { useKeys, useShortcut } from '../useKeys.ts';
import { useAnnouncedText } from '../../base/useAnnouncedText.ts';
import { TakeOverButton, useOtherDevicePhone } from './OtherDevice.tsx';
import { useConnect } from './useConnect.ts';

/** The heading exists before the call, so that the call is announced. */
export function OtherCall({ isShown }: { isShown: boolean }) {
  const t = useText(deskText);
  const { kind } = usePhoneState();
  const { consult } = useStore(useLine().state);
  const head = !isShown
    ? ''
    : consult
      ? t(consult.isThere ? 'asked.there' : 'asked.head', { name: consult.by })
      : t(kind === 'ringing' ? 'call.answer.head' : 'phone.inCall');
  const place = useStepFocus(head);
  return (
    <section class={isShown ? 'card call stack' : 'visually-hidden'} aria-label={isShown ? head : undefined}>
      <p class="call-head" role="status" ref={place} tabIndex={-1} data-focus={isShown ? true : undefined}>
        {head}
      </p>
      {isShown ? <Call /> : null}
    </section>
  );
}

function Call() {
  const t = useText(deskText);
  const shortcut = useShortcut();
  const about = useText(leadText);
  const phone = usePhone();
  const { kind } = usePhoneState();
  const caption = useCaption();
  const { connect, isConnecting } = useConnect();
  const { consult } = useStore(useLine().state);

  const keys = useMemo(() => {
    const answer = () => phone?.answer();
    const hangUp = () => phone?.hangUp();
    const map = kind === 'ringing' ? { a: answer } : kind === 'inCall' ? { 1: connect, e: hangUp } : {};
    return { answer, hangUp, map };
  }, [phone, kind, connect]);
  useKeys(keys.map);

  const elsewhere = useOtherDevicePhone(consult?.device);
  const said = useAnnouncedText(kind === 'inCall' && !consult?.isThere ? caption : '');
  return (
    <>
      {consult ? (
        <p>
          <Name name={consult.person.name} numberEnd={consult.person.numberEnd} /> ·{' '}
          <bdi>{consult.interest ?? consult.campaign}</bdi> · {about(`language.${consult.person.language}`)}
        </p>
      ) : null}
      <p class={kind === 'inCall' && !consult?.isThere ? 'caption' : 'visually-hidden'} aria-live="polite">
        <bdi>{said}</bdi>
      </p>
      {kind === 'ringing' || kind === 'inCall' ? (
        <div class="steps">
          {kind === 'ringing' ? (
            <button
              type="button"
              class="button button-primary button-large"
              aria-keyshortcuts={shortcut('A')}
              onClick={keys.answer}
            >
              {t('call.answer')} <kbd>A</kbd>
            </button>
          ) : null}
          {kind === 'inCall' && consult && !consult.isThere ? (
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
          <button
            type="button"
            class="button button-danger"
            aria-keyshortcuts={kind === 'inCall' ? shortcut('E') : undefined}
            onClick={keys.hangUp}
          >
            {t(kind === 'ringing' ? 'call.refuse' : 'call.hangUp')}
          </button>
        </div>
      ) : consult ? (
        <>
          <p class="muted">{t(elsewhere ? 'call.ringsElsewhere' : 'call.own')}</p>
          <div class="steps">
            <TakeOverButton phone={elsewhere} />
          </div>
        </>
      ) : null}
    </>
  );
}
