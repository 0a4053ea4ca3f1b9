/** `/admin`: says what administration there is. */
import { useEffect } from 'preact/hooks';
import { homeText } from '../../shared/text/home.ts';
import { signInPath } from '../base/nextPath.ts';
import { useText } from '../base/text.ts';
import { TopBar } from '../base/ui/TopBar.tsx';
import { useMe } from '../base/useMe.ts';

export function AdminPage() {
  const t = useText(homeText);
  const me = useMe();
  useEffect(() => {
    if (me === null) location.replace(signInPath(location));
  }, [me]);
  return (
    <>
      <TopBar me={me ?? null} />
      <main class="narrow-page">
        <section class="card stack">
          <h1>{t('admin.title')}</h1>
          <p>{t('admin.body')}</p>
          <ul class="stack admin-list">
            <li>{t('admin.people')}</li>
            <li>{t('admin.campaigns')}</li>
            <li>{t('admin.service')}</li>
          </ul>
        </section>
      </main>
    </>
  );
}
