/** A text in English and Korean, side by side if there is room. English is required and replaces a missing Korean text. */
import { useId } from 'preact/hooks';
import { useField } from './context.ts';
import { AreaField, Note, TextField, useLabel } from './fields.tsx';
import type { adminFieldsText } from '../../../shared/text/adminFields.ts';

interface Props {
  readonly path: string;
  readonly hint?: Extract<keyof typeof adminFieldsText, string>;
  /** Number of lines; 1 is a single-line field. */
  readonly rows?: number;
  readonly max?: number;
  readonly onEnglish?: (text: string) => void;
}

export function WordingField({ path, hint, rows = 1, max = 200, onEnglish }: Props) {
  const label = useLabel(path);
  const labelId = useId();
  const korean = useField<string | undefined>(`${path}.ko`);
  // Without a Korean text, the English one is shown.
  const setKorean = (text: string) => korean.set(text === '' ? undefined : text);
  return (
    <div class="field" role="group" aria-labelledby={labelId} id={path}>
      <span class="label" id={labelId}>
        {label}
      </span>
      <div class="pair">
        {rows === 1 ? (
          <>
            <TextField path={`${path}.en`} lang="en" max={max} {...(onEnglish && { onText: onEnglish })} />
            <TextField path={`${path}.ko`} lang="ko" max={max} onText={setKorean} />
          </>
        ) : (
          <>
            <AreaField path={`${path}.en`} lang="en" rows={rows} />
            <AreaField path={`${path}.ko`} lang="ko" rows={rows} />
          </>
        )}
      </div>
      <Note path={path} {...(hint && { hint })} />
    </div>
  );
}
