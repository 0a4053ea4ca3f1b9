/** The sign-in form. Supports pasting and password managers; input stays after a failure. */
import { useId, useRef, useState } from 'preact/hooks';
import type { Me } from '../../shared/api.ts';
import { homeText } from '../../shared/text/home.ts';
import type { Trouble } from '../base/http.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { ShowPassword } from './ShowPassword.tsx';
import { signIn } from './signIn.ts';

/** Valid combinations of input attributes. */
const PASSWORD = {
  shown: { type: 'text', autocomplete: 'off' },
  hidden: { type: 'password', autocomplete: 'current-password' },
} as const;

export function SignInForm({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const t = useText(homeText);
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const passwordRef = useRef<HTMLInputElement>(null);

  const submit = async (form: HTMLFormElement) => {
    const fields = new FormData(form);
    setBusy(true);
    setTrouble(null);
    const answer = await signIn(textOf(fields, 'email').trim(), textOf(fields, 'password'));
    if (answer.ok) {
      onSignedIn(answer.data);
      return;
    }
    setBusy(false);
    setTrouble(answer.trouble);
    passwordRef.current?.select();
  };
  const complaint = (): string => {
    if (!trouble) return '';
    if (trouble.code === 'wrong-credentials' || trouble.code === 'bad-input') return t('signIn.wrong');
    if (trouble.code === 'account-closed') return t('signIn.closed');
    if (trouble.code === 'too-many') return t('signIn.tooMany');
    return troubleText(trouble);
  };

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <div class="field">
        <label for={`${id}-email`}>{t('signIn.email')}</label>
        <input
          id={`${id}-email`}
          class="input"
          name="email"
          type="email"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
          autofocus
        />
      </div>
      <div class="field field-password">
        <label for={`${id}-password`}>{t('signIn.password')}</label>
        <input
          id={`${id}-password`}
          ref={passwordRef}
          class="input"
          name="password"
          {...PASSWORD[shown ? 'shown' : 'hidden']}
          required
        />
        <ShowPassword isShown={shown} onChange={setShown} />
      </div>
      <p class="field-error sign-in-error" role="alert">
        {complaint()}
      </p>
      <button type="submit" class="button button-primary button-wide" disabled={busy}>
        {t(busy ? 'signIn.doing' : 'signIn.do')}
      </button>
      <p class="small">
        <a href="/reset">{t('signIn.forgot')}</a>
      </p>
    </form>
  );
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}
