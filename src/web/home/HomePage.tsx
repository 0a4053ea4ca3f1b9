/** `/`: links to the user's pages. Signed out, the sign-in form; in the demo, the people and things to try. */
import { useEffect, useState } from 'preact/hooks';
import type { Me, Role } from '../../shared/api.ts';
import { homeText } from '../../shared/text/home.ts';
import { ask } from '../base/http.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { toast, Toasts } from '../base/ui/Toasts.tsx';
import { TopBar } from '../base/ui/TopBar.tsx';
import { signIn, workplaceOf } from './signIn.ts';
import { SignInForm } from './SignInForm.tsx';
import { useMe } from '../base/useMe.ts';

interface Demo {
  readonly demo: true;
  readonly people: readonly { readonly name: string; readonly email: string; readonly role: Role }[];
  readonly password: string;
  readonly formKey: string;
}

export function HomePage() {
  const t = useText(homeText);
  const me = useMe();
  const demo = useDemo();
  // Render when everything is loaded, so that nothing jumps.
  if (me === undefined || demo === undefined) return <TopBar me={null} />;
  return (
    <>
      <TopBar me={me} />
      <main class={demo ? 'home' : 'narrow-page'}>
        <div class="stack-tight">
          <h1>{me ? t('home.hello', { name: me.name }) : 'Leadbell'}</h1>
          <p class="muted">{t('home.lead')}</p>
        </div>
        {demo ? <DemoCard demo={demo} me={me} /> : null}
        {me ? <Places me={me} formKey={demo?.formKey} /> : null}
        {!me && !demo ? (
          <section class="card stack">
            <h2>{t('signIn.title')}</h2>
            <SignInForm onSignedIn={(who) => location.assign(workplaceOf(who.role))} />
          </section>
        ) : null}
      </main>
      <Toasts />
    </>
  );
}

function useDemo(): Demo | null | undefined {
  const [demo, setDemo] = useState<Demo | null | undefined>(undefined);
  useEffect(() => {
    void ask<Demo>('/api/demo', { staySignedOut: true }).then((answer) => setDemo(answer.ok ? answer.data : null));
  }, []);
  return demo;
}

function Places({ me, formKey }: { me: Me; formKey: string | undefined }) {
  const t = useText(homeText);
  const place = (href: string, name: 'desk' | 'floor' | 'admin' | 'form' | 'phone') => (
    <li key={name}>
      <a class="card place" href={href}>
        <strong>{t(`go.${name}`)}</strong>
        <span class="muted">{t(`go.${name}.about`)}</span>
      </a>
    </li>
  );
  return (
    <ul class="places">
      {me.role === 'agent' || me.takesLeads ? place('/desk', 'desk') : null}
      {me.role === 'agent' ? null : place('/floor', 'floor')}
      {me.role === 'administrator' ? place('/admin', 'admin') : null}
      {formKey === undefined ? null : place(`/f/${encodeURIComponent(formKey)}`, 'form')}
      {formKey === undefined ? null : place('/phone', 'phone')}
    </ul>
  );
}

function DemoCard({ demo, me }: { demo: Demo; me: Me | null }) {
  const t = useText(homeText);
  const [busy, setBusy] = useState<string | null>(null);
  const enter = async (email: string) => {
    setBusy(email);
    const answer = await signIn(email, demo.password);
    if (answer.ok) {
      location.assign(workplaceOf(answer.data.role));
      return;
    }
    setBusy(null);
    toast(troubleText(answer.trouble));
  };
  return (
    <section class="card stack">
      <div class="row-apart">
        <h2>{t('demo.title')}</h2>
        <a class="button button-small" href={`/f/${encodeURIComponent(demo.formKey)}`} target="_blank" rel="noreferrer">
          {t('go.form')} ↗
        </a>
      </div>
      <p>{t('demo.how')}</p>
      <h3>{t('demo.people')}</h3>
      <ul class="people">
        {demo.people.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              class="button person"
              disabled={busy !== null}
              onClick={() => void enter(person.email)}
            >
              <span class="person-name">
                <strong>{person.name}</strong>
                <span class="muted small">{person.email}</span>
              </span>
              <span class={`badge ${me?.email === person.email ? 'badge-good' : ''}`}>
                {me?.email === person.email ? t('demo.current') : t(`role.${person.role}`)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p class="small">
        <a href="/phone">{t('demo.phone')}</a> · <a href="/outbox">{t('demo.outbox')}</a>
      </p>
      <p class="small muted">
        {t('demo.password')} <code>{demo.password}</code>. {t('demo.otherWindow')}
      </p>
    </section>
  );
}
