/** `/sign-in?next=`: signs in and continues to the previous page if it is on this site. */
import { useEffect, useState } from 'preact/hooks';
import type { EndedSession, Me } from '../../shared/api.ts';
import { homeText } from '../../shared/text/home.ts';
import { ask } from '../base/http.ts';
import { safeNext } from '../base/nextPath.ts';
import { useText } from '../base/text.ts';
import { TopBar } from '../base/ui/TopBar.tsx';
import { SignInForm } from './SignInForm.tsx';
import { workplaceOf } from './signIn.ts';
import { useMe } from '../base/useMe.ts';

export function SignInPage() {
  const t = useText(homeText);
  const me = useMe();
  const [isClosed, setClosed] = useState(false);
  const wanted = new URLSearchParams(location.search).get('next');
  const openNextPage = (who: Me) => location.replace(safeNext(wanted, location.origin, workplaceOf(who.role)));
  useEffect(() => {
    if (me) location.replace(safeNext(wanted, location.origin, workplaceOf(me.role)));
  }, [me, wanted]);
  useEffect(() => {
    void ask<EndedSession>('/api/session').then((answer) => setClosed(answer.ok && answer.data.ended !== null));
  }, []);
  return (
    <>
      <TopBar me={null} />
      <main class="narrow-page">
        <section class="card stack sign-in">
          <h1>{t('signIn.title')}</h1>
          <div class="live" role="status">
            {isClosed ? <p class="notice notice-warn">{t('signIn.closed')}</p> : null}
          </div>
          {wanted === null || isClosed ? null : <p class="muted">{t('signIn.ended')}</p>}
          <SignInForm onSignedIn={openNextPage} />
        </section>
      </main>
    </>
  );
}
