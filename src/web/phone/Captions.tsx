/** Captions of the current call in their language, scrolled to the latest and announced by screen readers. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { phoneText } from '../../shared/text/phone.ts';
import { useText } from '../base/text.ts';
import type { Caption } from '../softphone/phoneView.ts';

export function Captions({ captions }: { captions: readonly Caption[] }) {
  const t = useText(phoneText);
  const list = useRef<HTMLDivElement>(null);
  const latest = captions.at(-1)?.n;
  useLayoutEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [latest]);
  return (
    // Makes it scrollable by keyboard.
    <div class="phone-captions" ref={list} role="log" aria-label={t('captions')} tabIndex={0}>
      {captions.length === 0 ? <p class="muted">{t('captions.empty')}</p> : null}
      {captions.map(({ n, kind, text, language }) => (
        <p key={n} class={kind === 'said' ? undefined : 'muted'} lang={language ?? undefined}>
          {kind === 'keys' ? t('captions.keys', { keys: text }) : <bdi>{text}</bdi>}
        </p>
      ))}
    </div>
  );
}
