/** `/sign-in?next=`: signs in and goes on to where the person came from, if that is a page of this site. */
import { useEffect } from 'preact/hooks';
import type { Me } from '../../shared/api.ts';
import { homeText } from '../../shared/text/home.ts';
import { safeNext } from '../base/nextPath.ts';
import { useText } from '../base/text.ts';
import { TopBar } from '../base/ui/TopBar.tsx';
import { SignInForm } from './SignInForm.tsx';
import { workplaceOf } from './signIn.ts';
import { useMe } from '../base/useMe.ts';

export function SignInPage() {
  const t = useText(homeText);
  const me = useMe();
  const wanted = new URLSearchParams(location.search).get('next');
  const goOn = (who: Me) => location.replace(safeNext(wanted, location.origin, workplaceOf(who.role)));
  useEffect(() => {
    if (me) location.replace(safeNext(wanted, location.origin, workplaceOf(me.role)));
  }, [me, wanted]);
  return (
    <>
      <TopBar me={null} />
      <main class="narrow-page">
        <section class="card stack sign-in">
          <h1>{t('signIn.title')}</h1>
          {wanted === null ? null : <p class="muted">{t('signIn.ended')}</p>}
          <SignInForm onSignedIn={goOn} />
        </section>
      </main>
    </>
  );
}
