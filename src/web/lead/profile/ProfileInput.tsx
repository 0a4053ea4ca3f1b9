/**
 * One detail of the customer as an input. Typed values are saved on blur and on Enter, chosen ones at once. While the
 * agent types, nothing that arrives replaces the text, and what someone else has changed in the meantime isn't
 * overwritten.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { isSameAnswer } from '../../../core/vocabulary/sameAnswer.ts';
import type { ProfileField } from '../../../shared/desk.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { knownKey, useText } from '../../base/text.ts';
import { SavedLabel } from '../../desk/SavedLabel.tsx';
import { Lazy } from '../../base/ui/Lazy.tsx';
import { useOvertaken, type ProfileSaver } from './profileSaver.ts';
import { storedAnswer, textOf, valueOf } from './profileValues.ts';

/** Two people rarely change the same detail at once. */
const loadNote = () => import('./OvertakenNote.tsx').then((module) => module.OvertakenNote);

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
  const { mine, leave } = useOvertaken(field, saver);
  /** What the draft began from: as it is typed, and as it is stored. */
  const began = useRef(saved);
  const basedOn = useRef(storedAnswer(field));
  const begin = () => {
    setDraft(saved);
    began.current = saved;
    basedOn.current = storedAnswer(field);
  };
  // Show the server's cleaned-up value, or another person's change, but not while someone is typing or is to decide.
  useEffect(() => {
    const isTyping = document.activeElement === input.current && draft !== began.current;
    if (!isTyping && mine === null) begin();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [saved]);
  useEffect(() => {
    if (isEmptied) setDraft('');
  }, [isEmptied]);
  const isSaved = draft.trim() === saved.trim();
  const trouble = isSaved ? '' : saver.trouble(path);
  const save = () => {
    const value = valueOf(field, draft);
    const isAskedAbout = mine !== null && isSameAnswer(mine.value, value);
    if (!isSaved && !isAskedAbout) saver.saveDetail(path, { value, basedOn: basedOn.current });
  };
  const leaveAsIs = () => {
    leave();
    begin();
  };
  return (
    <Frame
      field={field}
      saver={saver}
      id={id}
      isSaved={isSaved}
      trouble={trouble}
      overtaken={{ mine, leave: leaveAsIs }}
    >
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
        onChange={(event) => {
          const chosen = valueOf(field, event.currentTarget.value);
          saver.saveDetail(field.path, { value: chosen, basedOn: field.value });
        }}
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
    const answer = next.length > 0 ? next : field.isRequired ? [] : null;
    saver.saveDetail(field.path, { value: answer, basedOn: storedAnswer(field) });
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
    /** Where leaving the other value does more than that. */
    readonly overtaken?: ReturnType<typeof useOvertaken>;
    readonly children: ComponentChildren;
  },
) {
  const { field, saver, id, isSaved, isGroup = false, trouble, children } = props;
  const labelOf = useProfileLabel();
  const own = useOvertaken(field, saver);
  const { mine, leave } = props.overtaken ?? own;
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
          {mine ? '' : trouble}
        </span>
      </p>
      {mine ? <Lazy load={loadNote} props={{ field, saver, mine, onLeave: leave }} /> : null}
    </div>
  );
}
