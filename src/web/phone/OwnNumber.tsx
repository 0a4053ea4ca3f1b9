/** This phone's number: shows it, changes it, and reclaims it from another window. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { phoneText } from '../../shared/text/phone.ts';
import { useStore } from '../base/createStore.ts';
import { focusAtOnce } from '../base/focus.ts';
import { useText } from '../base/text.ts';
import type { Telephone } from '../softphone/telephone.ts';
import { showNumber } from '../base/format.ts';
import { readNumber } from './number.ts';
import { anyNumber, keepNumber, ownNumber } from './ownNumber.ts';

export function OwnNumber({ telephone }: { telephone: Telephone }) {
  const t = useText(phoneText);
  const link = useStore(telephone.link);
  const { state } = useStore(telephone.view);
  const [number, setNumber] = useState(ownNumber);
  const [isChanging, setChanging] = useState(false);
  const wasChanging = useRef(false);
  if (isChanging) wasChanging.current = true;
  useEffect(() => {
    void telephone.register(number);
  }, [telephone, number]);
  useEffect(() => {
    const follow = () => setNumber(ownNumber());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const take = async (next: string) => {
    setChanging(false);
    if (next === number) return void telephone.register(next);
    // No one would answer the old number.
    if (telephone.link.get() === 'open') await telephone.leave();
    keepNumber(next);
    setNumber(next);
  };
  return (
    <div class="stack-tight">
      {isChanging || link === 'refused' ? (
        <NumberForm number={number} isRefused={link === 'refused'} onTake={take} />
      ) : (
        <div class="row-apart">
          <p>
            <span class="muted">{t('own.label')}</span> <strong class="nowrap">{showNumber(number)}</strong>
          </p>
          <button
            type="button"
            class="button button-small"
            ref={wasChanging.current ? focusAtOnce : undefined}
            disabled={state !== 'idle'}
            onClick={() => setChanging(true)}
          >
            {t('own.change')}
          </button>
        </div>
      )}
      <div class="live" role="status">
        {link === 'taken' ? (
          <div class="notice notice-warn stack-tight">
            <p>{t('own.taken')}</p>
            <div class="row">
              <button type="button" class="button button-small" onClick={() => void take(number)}>
                {t('own.back')}
              </button>
              <button type="button" class="button button-small" onClick={() => void take(anyNumber())}>
                {t('own.other')}
              </button>
            </div>
          </div>
        ) : null}
      </div>
    </div>
  );
}

interface NumberFormProps {
  readonly number: string;
  readonly isRefused: boolean;
  readonly onTake: (number: string) => Promise<void>;
}

function NumberForm({ number, isRefused, onTake }: NumberFormProps) {
  const t = useText(phoneText);
  const id = useId();
  const [typed, setTyped] = useState(showNumber(number));
  const [isWrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // Focus the field, which replaces the button that was just pressed.
  useEffect(() => field.current?.focus(), []);
  const submit = (event: Event) => {
    event.preventDefault();
    const next = readNumber(typed);
    setWrong(next === null);
    if (next !== null) void onTake(next);
  };
  const trouble = isWrong ? t('own.wrong') : isRefused ? t('own.refused') : '';
  return (
    <form class="field" onSubmit={submit} noValidate>
      <label for={id}>{t('own.label')}</label>
      <div class="phone-own">
        <input
          id={id}
          class="input"
          type="tel"
          autocomplete="off"
          value={typed}
          aria-invalid={trouble !== ''}
          aria-describedby={`${id}-error`}
          onInput={(event) => setTyped(event.currentTarget.value)}
          ref={field}
        />
        <button type="submit" class="button">
          {t('own.use')}
        </button>
      </div>
      <p id={`${id}-error`} class="field-error" role="status">
        {trouble}
      </p>
    </form>
  );
}
