/** The admin shell: top bar, page list, and the dialog before leaving unsaved changes. */
import { useEffect, useState } from 'preact/hooks';
import { adminText } from '../../shared/text/admin.ts';
import { commonText } from '../../shared/text/common.ts';
import { useStore } from '../base/createStore.ts';
import { signInPath } from '../base/nextPath.ts';
import { useText } from '../base/text.ts';
import { Dialog } from '../base/ui/Dialog.tsx';
import { Icon } from '../base/ui/Icon.tsx';
import { Toasts } from '../base/ui/Toasts.tsx';
import { TopBar } from '../base/ui/TopBar.tsx';
import { useMe } from '../base/useMe.ts';
import { pageAt, PAGES } from './pages.tsx';
import { confirmLeave, place, pendingDestination } from './route.ts';

export function AdminApp() {
  const common = useText(commonText);
  const me = useMe();
  const { path } = useStore(place);
  useEffect(() => {
    if (me === null) location.replace(signInPath(location));
  }, [me]);
  return (
    <>
      <TopBar me={me ?? null} />
      <div class="admin">
        {me?.role === 'administrator' ? (
          <>
            <PageList path={path} />
            <main>{pageAt(path, me)}</main>
          </>
        ) : (
          <main>{me ? <p class="notice notice-warn">{common('failed.notAllowed')}</p> : null}</main>
        )}
      </div>
      <LeaveDialog />
      <Toasts />
    </>
  );
}

/** Beside the page; on a phone, behind a button with the name of the current page. */
function PageList({ path }: { path: string }) {
  const t = useText(adminText);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  const current = PAGES.find(({ href }) => isUnder(path, href)) ?? PAGES[0];
  return (
    <nav class="admin-nav" aria-label={t('nav.label')}>
      <button
        type="button"
        class="button admin-menu"
        aria-expanded={isOpen}
        aria-controls="admin-pages"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="menu" />
        {t(`nav.${current.name}`)}
      </button>
      <ul id="admin-pages" class={isOpen ? 'admin-pages open' : 'admin-pages'}>
        {PAGES.map(({ name, href }) => (
          <li key={name}>
            <a href={href} aria-current={name === current.name ? 'page' : undefined}>
              {t(`nav.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function isUnder(path: string, href: string): boolean {
  return href === '/admin' ? path === href : path === href || path.startsWith(`${href}/`);
}

function LeaveDialog() {
  const t = useText(adminText);
  if (useStore(pendingDestination) === null) return null;
  return (
    <Dialog title={t('leave.title')} onClose={() => confirmLeave(false)}>
      <p>{t('leave.body')}</p>
      <div class="row">
        <button type="button" class="button button-primary" onClick={() => confirmLeave(false)}>
          {t('leave.stay')}
        </button>
        <button type="button" class="button button-danger" onClick={() => confirmLeave(true)}>
          {t('leave.go')}
        </button>
      </div>
    </Dialog>
  );
}
