/** `/setup#token`: the first administrator. The token stays in the fragment, which no server log ever sees. */
import { useEffect, useId, useState } from 'preact/hooks';
import { commonText } from '../../shared/text/common.ts';
import { homeText } from '../../shared/text/home.ts';
import { ask, type Trouble } from '../base/http.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { TopBar } from '../base/ui/TopBar.tsx';

const FIELDS = [
  { name: 'name', label: 'setup.name', kind: { type: 'text', autocomplete: 'name' } },
  { name: 'email', label: 'signIn.email', kind: { type: 'email', autocomplete: 'username' } },
  {
    name: 'password',
    label: 'signIn.password',
    kind: { type: 'password', autocomplete: 'new-password', minLength: 10 },
  },
] as const;

export function SetupPage() {
  const t = useText(homeText);
  const token = useFragment();
  const [done, setDone] = useState(false);
  return (
    <>
      <TopBar me={null} />
      <main class="narrow-page">
        <section class="card stack">
          <h1>{t('setup.title')}</h1>
          {token === '' ? <p class="notice notice-warn">{t('setup.noToken')}</p> : null}
          {done ? (
            <>
              <p class="notice notice-good" role="status">
                {t('setup.done')}
              </p>
              <a class="button button-primary" href="/sign-in">
                {t('signIn.do')}
              </a>
            </>
          ) : null}
          {token !== '' && !done ? <SetupForm token={token} onDone={() => setDone(true)} /> : null}
        </section>
      </main>
    </>
  );
}

/** Pasting the link into a tab that shows this page already changes the fragment alone. */
function useFragment(): string {
  const [fragment, setFragment] = useState(() => location.hash.slice(1));
  useEffect(() => {
    const read = () => setFragment(location.hash.slice(1));
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return fragment;
}

function SetupForm({ token, onDone }: { token: string; onDone: () => void }) {
  const t = useText(homeText);
  const common = useText(commonText);
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const submit = async (form: HTMLFormElement) => {
    const { name, email, password } = Object.fromEntries(new FormData(form));
    setBusy(true);
    const body = { token, name, email, password, language: language.get() };
    const answer = await ask('/api/setup', { method: 'POST', body, staySignedOut: true });
    setBusy(false);
    if (answer.ok) onDone();
    else setTrouble(answer.trouble);
  };
  const isGeneral = trouble !== null && !FIELDS.some(({ name }) => trouble.fields[name] !== undefined);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <p class="muted">{t('setup.body')}</p>
      {FIELDS.map(({ name, label, kind }) => {
        const wrong = trouble?.fields[name];
        const hintId = `${id}-${name}-hint`;
        return (
          <div class="field" key={name}>
            <label for={`${id}-${name}`}>{t(label)}</label>
            <input
              id={`${id}-${name}`}
              class="input"
              name={name}
              {...kind}
              required
              aria-invalid={wrong !== undefined}
              aria-describedby={hintId}
            />
            <span id={hintId} class={wrong === undefined ? 'field-hint' : 'field-error'}>
              {wrong ?? (name === 'password' ? t('setup.passwordHint') : '')}
            </span>
          </div>
        );
      })}
      <p class="field-error" role="alert">
        {isGeneral
          ? trouble.code === 'network'
            ? common('failed.network')
            : common('failed.other', { detail: trouble.detail })
          : ''}
      </p>
      <button type="submit" class="button button-primary button-wide" disabled={busy}>
        {t('setup.do')}
      </button>
    </form>
  );
}
