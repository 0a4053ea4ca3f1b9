/** `/welcome#token`: an invited person chooses a password and starts. */
import type { Me } from '../../shared/api.ts';
import { homeText } from '../../shared/text/home.ts';
import { useText } from '../base/text.ts';
import { OneTimeForm, type OneTimeField } from './OneTimeForm.tsx';
import { LinkExpired, OneTimePage } from './OneTimePage.tsx';
import { workplaceOf } from './signIn.ts';
import { useFragment } from './useFragment.ts';
import { useLink } from './useLink.ts';

const FIELDS: readonly OneTimeField[] = [
  { name: 'name', label: 'welcome.name', hint: 'welcome.nameHint', isOptional: true },
  { name: 'password', label: 'password.new', hint: 'password.hint' },
];

export function WelcomePage() {
  const t = useText(homeText);
  const token = useFragment();
  const link = useLink('/api/welcome/check', token);
  return (
    <OneTimePage title={t('welcome.title')}>
      {token === '' ? <p class="notice notice-warn">{t('welcome.noToken')}</p> : null}
      {token !== '' && link.state === 'gone' ? <LinkExpired advice={t('welcome.gone')} /> : null}
      {token !== '' && link.state === 'works' ? (
        <>
          <p class="muted">{t('welcome.body')}</p>
          <OneTimeForm<Me>
            key={token}
            path="/api/welcome"
            token={token}
            fields={FIELDS}
            act="welcome.do"
            onDone={({ role }) => location.replace(workplaceOf(role))}
            onGone={link.end}
          />
        </>
      ) : null}
    </OneTimePage>
  );
}
