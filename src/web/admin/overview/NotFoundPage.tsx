/** The "not found" page of admin. */
import { adminText } from '../../../shared/text/admin.ts';
import { useText } from '../../base/text.ts';
import { Page } from '../ui/Page.tsx';

export function NotFoundPage() {
  const t = useText(adminText);
  return (
    <Page title={t('notHere.title')} name={t('notHere.title')}>
      <p>{t('notHere.body')}</p>
      <p>
        <a href="/admin">{t('nav.overview')}</a>
      </p>
    </Page>
  );
}
