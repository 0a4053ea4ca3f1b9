/** `/reset` requests a reset link by email; `/reset#token`, the link's target, sets a new password. */
import type { Me } from '../../shared/api.ts';
import { homeText } from '../../shared/text/home.ts';
import { useText } from '../base/text.ts';
import { ForgotForm } from './ForgotForm.tsx';
import { OneTimeForm, type OneTimeField } from './OneTimeForm.tsx';
import { LinkExpired, OneTimePage } from './OneTimePage.tsx';
import { workplaceOf } from './signIn.ts';
import { useFragment } from './useFragment.ts';
import { useLink } from './useLink.ts';

const FIELDS: readonly OneTimeField[] = [{ name: 'password', label: 'password.new', hint: 'password.hint' }];

export function ResetPage() {
  const t = useText(homeText);
  const token = useFragment();
  const link = useLink('/api/password-resets/check', token);
  if (token === '') {
    return (
      <OneTimePage title={t('forgot.title')}>
        <ForgotForm />
      </OneTimePage>
    );
  }
  return (
    <OneTimePage title={t('reset.title')}>
      {link.state === 'gone' ? (
        <>
          <LinkExpired advice={t('reset.gone')} />
          <ForgotForm />
        </>
      ) : null}
      {link.state === 'works' ? (
        <>
          <p class="muted">{t('reset.body')}</p>
          <OneTimeForm<Me>
            key={token}
            path="/api/password-resets/finish"
            token={token}
            fields={FIELDS}
            act="reset.do"
            onDone={({ role }) => location.replace(workplaceOf(role))}
            onGone={link.end}
          />
        </>
      ) : null}
    </OneTimePage>
  );
}
