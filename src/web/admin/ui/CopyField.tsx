/** A selectable text with a copy button where the browser allows it. */
import { useId, useRef, useState } from 'preact/hooks';
import { commonText } from '../../../shared/text/common.ts';
import { useText } from '../../base/text.ts';
import { Icon } from '../../base/ui/Icon.tsx';

const SHOWN_MS = 2000;

export function CopyField({ label, value, rows = 1 }: { label: string; value: string; rows?: number }) {
  const common = useText(commonText);
  const id = useId();
  const ref = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      setTimeout(() => setCopied(false), SHOWN_MS);
    } catch {
      // No clipboard (plain HTTP or permission denied): select the text, so that Ctrl+C copies it.
      ref.current?.select();
    }
  };
  const given = { id, ref, class: 'input code', readOnly: true, value, onFocus: () => ref.current?.select() };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="copy-line">
        {rows === 1 ? <input {...given} /> : <textarea {...given} rows={rows} />}
        <button type="button" class="button" onClick={() => void copy()}>
          <Icon name={copied ? 'check' : 'copy'} />
          <span aria-live="polite">{common(copied ? 'copied' : 'copy')}</span>
        </button>
      </div>
    </div>
  );
}
