/**
 * The form behind a one-time link: some fields and a new password. Input stays after a failure. A link that no longer works
 * replaces the form with advice.
 */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { homeText } from '../../shared/text/home.ts';
import { ask, type Trouble } from '../base/http.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { ShowPassword } from './ShowPassword.tsx';
import { GONE } from './useLink.ts';

type Key = Extract<keyof typeof homeText, string>;

export interface OneTimeField {
  readonly name: 'name' | 'email' | 'password';
  readonly label: Key;
  readonly hint?: Key;
  readonly isOptional?: boolean;
}

/** Valid combinations of input attributes. */
const KINDS = {
  name: { type: 'text', autocomplete: 'name' },
  email: { type: 'email', autocomplete: 'username' },
  hidden: { type: 'password', autocomplete: 'new-password' },
  shown: { type: 'text', autocomplete: 'off' },
} as const;

interface Props<T> {
  /** The URL to post to. */
  readonly path: string;
  readonly token: string;
  readonly fields: readonly OneTimeField[];
  readonly act: Key;
  /** Additional data for the server, such as the language. */
  readonly more?: Readonly<Record<string, string>>;
  readonly onDone: (answer: T) => void;
  readonly onGone: () => void;
}

export function OneTimeForm<T>({ path, token, fields, act, more = {}, onDone, onGone }: Props<T>) {
  const t = useText(homeText);
  const ref = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => {
    // Focus the first field with a mistake.
    if (trouble) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [trouble]);
  const submit = async (form: HTMLFormElement) => {
    const typed = [...new FormData(form)].filter(([, value]) => value !== '');
    setBusy(true);
    const body = { token, ...more, ...Object.fromEntries(typed) };
    const answer = await ask<T>(path, { method: 'POST', body, staySignedOut: true });
    setBusy(false);
    if (answer.ok) onDone(answer.data);
    else if (GONE.includes(answer.trouble.code)) onGone();
    else setTrouble(answer.trouble);
  };
  const isGeneral = trouble !== null && !fields.some(({ name }) => trouble.fields[name] !== undefined);
  const sayGeneral = (problem: Trouble) => (problem.code === 'too-many' ? t('signIn.tooMany') : troubleText(problem));
  return (
    <form
      ref={ref}
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      {fields.map((field) => (
        <Field key={field.name} field={field} wrong={trouble?.fields[field.name]} />
      ))}
      <p class="field-error" role="alert">
        {isGeneral ? sayGeneral(trouble) : ''}
      </p>
      <button type="submit" class="button button-primary button-wide" disabled={busy}>
        {t(act)}
      </button>
    </form>
  );
}

function Field({ field, wrong }: { field: OneTimeField; wrong: string | undefined }) {
  const t = useText(homeText);
  const id = useId();
  const [isShown, setShown] = useState(false);
  const { name, label, hint, isOptional = false } = field;
  const isPassword = name === 'password';
  return (
    <div class={isPassword ? 'field field-password' : 'field'}>
      <label for={id}>{t(label)}</label>
      <input
        id={id}
        class="input"
        name={name}
        {...KINDS[isPassword ? (isShown ? 'shown' : 'hidden') : name]}
        autocapitalize={name === 'name' ? 'words' : 'none'}
        spellcheck={false}
        required={!isOptional}
        aria-invalid={wrong !== undefined}
        aria-describedby={`${id}-hint`}
      />
      {isPassword ? <ShowPassword isShown={isShown} onChange={setShown} /> : null}
      <span id={`${id}-hint`} class={wrong === undefined ? 'field-hint' : 'field-error'}>
        {wrong ?? (hint ? t(hint) : '')}
      </span>
    </div>
  );
}
