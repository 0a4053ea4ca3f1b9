/** The phone: display, keypad and controls. Everything stays in place. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { phoneText } from '../../shared/text/phone.ts';
import { useStore } from '../base/createStore.ts';
import { knownKey, useText } from '../base/text.ts';
import { Icon } from '../base/ui/Icon.tsx';
import { useTick } from '../base/useTick.ts';
import { useElapsedFormat } from '../base/useElapsedFormat.ts';
import type { PhoneView } from '../softphone/phoneView.ts';
import type { Telephone } from '../softphone/telephone.ts';
import { Captions } from './Captions.tsx';
import { HIDDEN, readNumber } from './number.ts';
import { showNumber } from '../base/format.ts';
import { Pad } from './Pad.tsx';
import { useDialKeys } from './useDialKeys.ts';

/**
 * Keys pressed just after the other side hung up were meant for the call. They may be a PIN and must not become a number to
 * dial.
 */
const LATE_KEYS_MS = 1000;

interface Props {
  readonly telephone: Telephone;
  /** Undefined until loaded. */
  readonly tollFree: string | undefined;
}

export function PhoneCard({ telephone, tollFree }: Props) {
  const view = useStore(telephone.view);
  const { state } = view;
  const [to, setTo] = useState('');
  const [pressed, setPressed] = useState('');
  const [isHidden, setHidden] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const isIdle = state === 'idle';

  // Suggest the business's number unless the user has typed.
  const hasTyped = useRef(false);
  useEffect(() => {
    if (tollFree !== undefined && !hasTyped.current) setTo(showNumber(tollFree));
  }, [tollFree]);
  useEffect(() => {
    if (isIdle) setPressed('');
  }, [isIdle]);
  // Set while rendering: a key must not slip between the end of the call and an effect.
  const endedAt = useRef(-Infinity);
  const wasIdle = useRef(isIdle);
  if (isIdle && !wasIdle.current) endedAt.current = performance.now();
  wasIdle.current = isIdle;

  const type = (next: string) => {
    hasTyped.current = true;
    setWrong(false);
    setTo(next);
  };
  const press = (key: string) => {
    if (isIdle) {
      if (performance.now() - endedAt.current > LATE_KEYS_MS) type(to + key);
      return;
    }
    setPressed(pressed + key);
    telephone.press(key);
  };
  const call = async () => {
    if (!isIdle) return;
    const number = readNumber(to);
    setWrong(number === null);
    if (number === null) return;
    // Requested within the click; the call does not wait for the answer.
    void telephone.askForMicrophone();
    await telephone.dial(number, { hidden: isHidden });
  };
  const answer = () => {
    void telephone.askForMicrophone();
    telephone.answer();
  };
  useDialKeys({
    onKey: press,
    onDelete: () => {
      if (isIdle) type(to.slice(0, -1));
    },
    onEnter: () => {
      if (state === 'ringing') answer();
      else void call();
    },
  });

  return (
    <>
      <Display telephone={telephone} />
      <Captions captions={view.captions} />
      <DialField
        isIdle={isIdle}
        value={isIdle ? to : pressed}
        isWrong={isWrong}
        onInput={type}
        onEnter={() => void call()}
      />
      <Pad onPress={press} />
      <Actions telephone={telephone} view={view} hasNumber={to !== ''} onCall={() => void call()} onAnswer={answer} />
      <Switches telephone={telephone} isHidden={isHidden} onHide={setHidden} />
    </>
  );
}

/** The state of the phone and who can hear who; each has a line that stays when empty. */
function Display({ telephone }: { telephone: Telephone }) {
  const ticking = useElapsedFormat();
  const t = useText(phoneText);
  const link = useStore(telephone.link);
  const microphone = useStore(telephone.microphone);
  const view = useStore(telephone.view);
  const { state, other, since, ended, audio } = view;
  useTick(1000, state === 'talking');
  const number = other === HIDDEN ? t('hiddenNumber') : showNumber(other ?? '');
  const endedKey = knownKey(phoneText, `ended.${ended ?? ''}`);
  const words =
    link === 'connecting' || link === 'off'
      ? t('link.connecting')
      : state === 'idle' && endedKey
        ? t(endedKey)
        : t(`state.${state}`, { number });
  const trouble = microphone === 'none' || microphone === 'denied' ? t(`mic.${microphone}`) : '';
  return (
    <div class="phone-display" data-state={state} data-focus tabIndex={-1}>
      <div class="row-apart">
        <strong role="status">{words}</strong>
        <span class="muted nowrap">{state === 'talking' ? ticking(Date.now() - since) : ''}</span>
      </div>
      <p class="small muted phone-line" role="status">
        {state === 'talking' ? t(audioStateOf(audio)) : ''}
      </p>
      <div class="live" role="status">
        {trouble === '' ? null : <p class="small notice notice-warn">{trouble}</p>}
      </div>
    </div>
  );
}

function audioStateOf({ hears, heardBy }: PhoneView['audio']) {
  if (hears.length > 0) return heardBy.length > 0 ? 'voice.both' : 'voice.hears';
  return heardBy.length > 0 ? 'voice.heard' : 'voice.network';
}

interface DialFieldProps {
  readonly isIdle: boolean;
  readonly value: string;
  readonly isWrong: boolean;
  readonly onInput: (text: string) => void;
  readonly onEnter: () => void;
}

/** The number to dial before a call, the pressed keys during a call. */
function DialField({ isIdle, value, isWrong, onInput, onEnter }: DialFieldProps) {
  const t = useText(phoneText);
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t(isIdle ? 'dial.label' : 'dial.keys')}</label>
      <div class="phone-dial">
        <input
          id={id}
          class="input phone-number"
          type="tel"
          autocomplete="off"
          readOnly={!isIdle}
          value={value}
          aria-invalid={isWrong}
          aria-describedby={`${id}-error`}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onEnter();
          }}
        />
        <button
          type="button"
          class="button button-quiet"
          aria-label={t('dial.delete')}
          title={t('dial.delete')}
          disabled={!isIdle || value === ''}
          onClick={() => onInput(value.slice(0, -1))}
        >
          <Icon name="remove" />
        </button>
      </div>
      <p id={`${id}-error`} class="field-error" role="status">
        {isWrong ? t('dial.wrong') : ''}
      </p>
    </div>
  );
}

interface ActionsProps {
  readonly telephone: Telephone;
  readonly view: PhoneView;
  /** Whether there is a number to call; false until the toll-free number is loaded. */
  readonly hasNumber: boolean;
  readonly onCall: () => void;
  readonly onAnswer: () => void;
}

function Actions({ telephone, view: { state }, hasNumber, onCall, onAnswer }: ActionsProps) {
  const t = useText(phoneText);
  const link = useStore(telephone.link);
  const isMuted = useStore(telephone.isMuted);
  // Keyed, so that no button turns into another: Firefox does not repaint text that replaces an empty child between two
  // others.
  switch (state) {
    case 'idle':
      return (
        <div class="phone-actions" key="idle">
          <button
            type="button"
            class="button button-large button-primary"
            disabled={link !== 'open' || !hasNumber}
            onClick={onCall}
          >
            <Icon name="phone" />
            {t('call')}
          </button>
        </div>
      );
    case 'ringing':
      return (
        <div class="phone-actions" key="ringing">
          <button type="button" class="button button-large button-primary" onClick={onAnswer}>
            {t('answer')}
          </button>
          <button type="button" class="button button-large button-danger" onClick={telephone.decline}>
            {t('decline')}
          </button>
        </div>
      );
    case 'dialling':
    case 'talking':
      return (
        <div class="phone-actions" key="call">
          <button
            type="button"
            class="button button-large"
            aria-pressed={isMuted}
            onClick={() => telephone.setMuted(!isMuted)}
          >
            {t(isMuted ? 'unmute' : 'mute')}
          </button>
          <button type="button" class="button button-large button-danger" onClick={telephone.hangUp}>
            {t('hangUp')}
          </button>
        </div>
      );
  }
}

interface SwitchesProps {
  readonly telephone: Telephone;
  readonly isHidden: boolean;
  readonly onHide: (isHidden: boolean) => void;
}

function Switches({ telephone, isHidden, onHide }: SwitchesProps) {
  const t = useText(phoneText);
  const isSpoken = useStore(telephone.isSpoken);
  return (
    <div class="stack-tight">
      <label class="check">
        <input type="checkbox" checked={isHidden} onChange={(event) => onHide(event.currentTarget.checked)} />
        <span>{t('hide')}</span>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={isSpoken}
          onChange={(event) => telephone.isSpoken.set(event.currentTarget.checked)}
        />
        <span>{t('speak')}</span>
      </label>
      <p class="small muted phone-keyboard">{t('keyboard')}</p>
    </div>
  );
}
