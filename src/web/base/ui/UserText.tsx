/**
 * Text typed by outsiders. Shown as plain text, isolated for direction (so that a right-to-left mark cannot flip the page),
 * broken anywhere, and folded if long.
 */
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { commonText } from '../../../shared/text/common.ts';
import { useText } from '../text.ts';

/** Longer texts start folded. */
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

/** A name on one line. Without a name, a placeholder, with the last digits of the number to tell leads apart. */
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

/** An email address. If it is too long for the line, it breaks after the @ or a dot, not inside a word. */
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
