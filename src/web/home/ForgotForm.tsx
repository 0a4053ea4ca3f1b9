/** Requests a password reset link. The response is the same whether or not the address is known. */
import { useId, useState } from 'preact/hooks';
import { homeText } from '../../shared/text/home.ts';
import { ask, type Trouble } from '../base/http.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';

export function ForgotForm() {
  const t = useText(homeText);
  const id = useId();
  const [email, setEmail] = useState('');
  const [busy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const send = async () => {
    setBusy(true);
    const body = { email: email.trim() };
    const answer = await ask('/api/password-resets', { method: 'POST', body, staySignedOut: true });
    setBusy(false);
    setDone(answer.ok);
    setTrouble(answer.ok ? null : answer.trouble);
  };
  const wrong = useComplaint(trouble);
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p class="muted">{t('forgot.body')}</p>
      <div class="field">
        <label for={id}>{t('signIn.email')}</label>
        <input
          id={id}
          class="input"
          type="email"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
          value={email}
          onInput={({ currentTarget }) => setEmail(currentTarget.value)}
          aria-invalid={wrong !== ''}
          aria-describedby={`${id}-note`}
        />
        <span id={`${id}-note`} class="field-error" role="alert">
          {wrong}
        </span>
      </div>
      <button type="submit" class="button button-primary button-wide" disabled={busy}>
        {t('forgot.do')}
      </button>
      <p class={isDone ? 'notice notice-good' : 'visually-hidden'} role="status">
        {isDone ? t('forgot.done') : ''}
      </p>
      <p class="small">
        <a href="/sign-in">{t('forgot.back')}</a>
      </p>
    </form>
  );
}

function useComplaint(trouble: Trouble | null): string {
  const t = useText(homeText);
  if (!trouble) return '';
  if (trouble.code === 'too-many') return t('signIn.tooMany');
  if (trouble.code === 'mail-off') return t('forgot.mailOff');
  return troubleText(trouble);
}
