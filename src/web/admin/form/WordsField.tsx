/** A list of words, separated by commas. No words means that the field is absent. */
import type { ComponentProps } from 'preact';
import { useState } from 'preact/hooks';
import { useField } from './context.ts';
import { Mistake, Note, useLabel } from './fields.tsx';

interface Props {
  readonly path: string;
  /** Replaces the catalog's label. */
  readonly label?: string;
  /** Replaces the path's hint. */
  readonly hint?: ComponentProps<typeof Note>['hint'];
}

export function WordsField({ path, label, hint }: Props) {
  const known = useLabel(path);
  const { id, value, set, described } = useField<readonly string[] | undefined>(path);
  // What is typed stays as typed: a trailing comma is not a word yet.
  const [typed, setTyped] = useState(() => (value ?? []).join(', '));
  const shown = isSame(wordsIn(typed), value ?? []) ? typed : (value ?? []).join(', ');
  return (
    <div class="field">
      <label for={id}>{label ?? known}</label>
      <input
        id={id}
        class="input"
        autocapitalize="none"
        spellcheck={false}
        autocomplete="off"
        value={shown}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          const words = wordsIn(currentTarget.value);
          set(words.length > 0 ? words : undefined);
        }}
        {...described}
      />
      <Note path={path} {...(hint && { hint })} />
      {(value ?? []).map((word, index) => (
        <Mistake key={word} path={`${path}.${index}`} />
      ))}
    </div>
  );
}

function wordsIn(text: string): readonly string[] {
  return [...new Set(text.split(',').map((word) => word.trim()))].filter((word) => word !== '');
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index]);
}
