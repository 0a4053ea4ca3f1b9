/**
 * What somebody outside typed. Shown as text, isolated for direction (a right-to-left mark cannot turn the page
 * around), broken anywhere, and long texts start folded.
 */
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { commonText } from '../../../shared/text/common.ts';
import { useText } from '../text.ts';

/** Longer than this, a text starts folded. */
const FOLD_AT = 420;

export function UserText({ text, lines = 8 }: { text: string; lines?: 1 | 2 | 8 }) {
  const t = useText(commonText);
  const [open, setOpen] = useState(false);
  const isLong = text.length > (lines === 8 ? FOLD_AT : lines * 60) || text.split('\n', lines + 2).length > lines + 1;
  if (!isLong) return <bdi class="user-text user-text-block">{text}</bdi>;
  return (
    <>
      <bdi class={`user-text user-text-block ${open ? '' : `fold fold-${lines}`}`}>{text}</bdi>{' '}
      <button type="button" class="link-button small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'showLess' : 'showAll')}
      </button>
    </>
  );
}

/** A name, on one line, or the word for a missing one with how the number ends, where that tells it from others. */
export function Name({ name, numberEnd }: { name: string; numberEnd?: string | undefined }) {
  const t = useText(commonText);
  if (name.trim() === '')
    return (
      <span class="muted nowrap">
        {numberEnd === undefined ? t('unknownName') : t('unknownNameWith', { end: numberEnd })}
      </span>
    );
  return (
    <bdi class="user-text name" title={name.slice(0, 200)}>
      {name.length > 300 ? `${name.slice(0, 300)}…` : name}
    </bdi>
  );
}

/** A mail address; where it is too long for its line it goes on after the @ or a dot, not in the middle of a word. */
export function MailAddress({ address }: { address: string }) {
  const pieces = address.split(/(?<=[@.])/);
  return (
    <bdi>
      {pieces.map((piece, index) => (
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {piece}
        </Fragment>
      ))}
    </bdi>
  );
}
