/** `/setup#token`: creates the first administrator and continues with the setup steps. */
import { useState } from 'preact/hooks';
import { homeText } from '../../shared/text/home.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { OneTimeForm, type OneTimeField } from './OneTimeForm.tsx';
import { LinkExpired, OneTimePage } from './OneTimePage.tsx';
import { useFragment } from './useFragment.ts';

const FIELDS: readonly OneTimeField[] = [
  { name: 'name', label: 'setup.name' },
  { name: 'email', label: 'signIn.email' },
  { name: 'password', label: 'signIn.password', hint: 'password.hint' },
];

export function SetupPage() {
  const t = useText(homeText);
  const token = useFragment();
  const [gone, setGone] = useState<string | null>(null);
  return (
    <OneTimePage title={t('setup.title')}>
      {token === '' ? <p class="notice notice-warn">{t('setup.noToken')}</p> : null}
      {token !== '' && gone === token ? <LinkExpired advice={t('setup.gone')} /> : null}
      {token !== '' && gone !== token ? (
        <>
          <p class="muted">{t('setup.body')}</p>
          <OneTimeForm
            key={token}
            path="/api/setup"
            token={token}
            fields={FIELDS}
            act="setup.do"
            more={{ language: language.get() }}
            onDone={() => location.replace('/admin')}
            onGone={() => setGone(token)}
          />
        </>
      ) : null}
    </OneTimePage>
  );
}
