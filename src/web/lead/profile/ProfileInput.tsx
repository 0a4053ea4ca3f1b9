/**
 * One detail of the customer as an input. Typed values are saved on blur and on Enter, chosen ones at once. While the agent
 * types, nothing that arrives replaces the text.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ProfileChanges } from '../../../core/lead/profile.ts';
import type { ProfileField } from '../../../shared/desk.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { knownKey, useText } from '../../base/text.ts';
import { SavedLabel } from '../../desk/SavedLabel.tsx';
import { changesOf, textOf, valueOf } from './profileValues.ts';

/** How a detail is saved: over the desk's connection or by a request. */
export interface ProfileSaver {
  readonly save: (changes: ProfileChanges) => void;
  readonly isSaving: (path: string) => boolean;
  /** Why the last save was refused, as a sentence; empty if it wasn't. */
  readonly trouble: (path: string) => string;
}

interface InputProps {
  readonly field: ProfileField;
  readonly saver: ProfileSaver;
}

/** The server's limits. */
const LONGEST = { name: 200, email: 254, text: 500 } as const;

/** A number is typed as text: browsers drop what they can't read as one, and the agent couldn't correct it. */
const TYPED = {
  text: { type: 'text' },
  date: { type: 'date' },
  email: { type: 'email' },
  number: { type: 'text', inputMode: 'decimal' },
} as const;

export function useProfileLabel(): (field: Pick<ProfileField, 'path' | 'label'>) => string {
  const t = useText(leadText);
  return ({ path, label }) => {
    const key = knownKey(leadText, `profile.${path}`);
    return label ?? (key ? t(key) : path);
  };
}

export function ProfileInput(props: InputProps) {
  switch (props.field.kind) {
    case 'choice':
      return <ChoiceInput {...props} />;
    case 'choices':
      return <ChoicesInput {...props} />;
    default:
      return <TypedInput {...props} />;
  }
}

/** `isEmptied`: something else took the place of what was typed, such as a refusal to answer. */
export function TypedInput({ field, saver, isEmptied = false }: InputProps & { readonly isEmptied?: boolean }) {
  const { path, kind } = field;
  const id = useId();
  const saved = textOf(field.value);
  const [draft, setDraft] = useState(saved);
  const input = useRef<HTMLInputElement>(null);
  // Show the server's cleaned-up value, or another person's change, but not while someone is typing.
  useEffect(() => {
    if (document.activeElement !== input.current) setDraft(saved);
  }, [saved]);
  useEffect(() => {
    if (isEmptied) setDraft('');
  }, [isEmptied]);
  const isSaved = draft.trim() === saved.trim();
  const trouble = isSaved ? '' : saver.trouble(path);
  const save = () => {
    if (!isSaved) saver.save(changesOf(path, valueOf(field, draft)));
  };
  return (
    <Frame field={field} saver={saver} id={id} isSaved={isSaved} trouble={trouble}>
      <input
        id={id}
        ref={input}
        class="input"
        {...TYPED[kind === 'date' || kind === 'email' || kind === 'number' ? kind : 'text']}
        maxLength={path === 'name' ? LONGEST.name : kind === 'email' ? LONGEST.email : LONGEST.text}
        dir="auto"
        autocomplete="off"
        aria-invalid={trouble === '' ? undefined : true}
        aria-describedby={`${id}-hint`}
        value={draft}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          save();
        }}
      />
    </Frame>
  );
}

function ChoiceInput({ field, saver }: InputProps) {
  const t = useText(leadText);
  const id = useId();
  const value = textOf(field.value);
  const choices = field.choices ?? [];
  const isKnown = value === '' || choices.some((choice) => choice.value === value);
  const languageName = (language: string) => {
    const key = knownKey(leadText, `language.${language}`);
    return key ? t(key) : language;
  };
  return (
    <Frame field={field} saver={saver} id={id} isSaved trouble={saver.trouble(field.path)}>
      <select
        id={id}
        class="input"
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => saver.save(changesOf(field.path, valueOf(field, event.currentTarget.value)))}
      >
        {value !== '' && field.isRequired ? null : <option value="">{t('profile.none')}</option>}
        {/* A choice that the form no longer has. */}
        {isKnown ? null : <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label ?? languageName(choice.value)}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function ChoicesInput({ field, saver }: InputProps) {
  const id = useId();
  const chosen = Array.isArray(field.value) ? (field.value as readonly string[]) : [];
  const choices = field.choices ?? [];
  const toggle = (value: string) => {
    const next = choices.map((choice) => choice.value).filter((one) => chosen.includes(one) !== (one === value));
    saver.save(changesOf(field.path, next.length > 0 ? next : field.isRequired ? [] : null));
  };
  return (
    <Frame field={field} saver={saver} id={id} isSaved isGroup trouble={saver.trouble(field.path)}>
      <div class="stack-tight" role="group" aria-labelledby={id} aria-describedby={`${id}-hint`}>
        {choices.map(({ value, label }) => (
          <label class="check" key={value}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            <bdi>{label}</bdi>
          </label>
        ))}
      </div>
    </Frame>
  );
}

/** Its label with the save state, and why the last save was refused. */
export function Frame(
  props: InputProps & {
    readonly id: string;
    readonly isSaved: boolean;
    readonly isGroup?: boolean;
    readonly trouble: string;
    readonly children: ComponentChildren;
  },
) {
  const { field, saver, id, isSaved, isGroup = false, trouble, children } = props;
  const labelOf = useProfileLabel();
  return (
    <div class="field">
      <SavedLabel
        of={id}
        label={labelOf(field)}
        isGroup={isGroup}
        isQuiet
        isSaving={saver.isSaving(field.path)}
        isSaved={isSaved}
        isEmpty={field.value === null}
      />
      {children}
      <p id={`${id}-hint`} class="small">
        {field.why ? <span class="muted">{field.why}</span> : null}
        <span class="field-error" role="alert">
          {trouble}
        </span>
      </p>
    </div>
  );
}
