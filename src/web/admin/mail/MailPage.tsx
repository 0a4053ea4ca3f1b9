/** `/admin/mail`: pending, sent and failed emails with the reason, and sending one again. */
import type { MailList } from '../../../shared/adminMails.ts';
import { adminMailsText } from '../../../shared/text/adminMails.ts';
import { commonText } from '../../../shared/text/common.ts';
import { useStore } from '../../base/createStore.ts';
import { formatDuration } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { useText } from '../../base/text.ts';
import { badFilters, BadFilters } from '../../base/ui/BadFilters.tsx';
import { Loaded, Page } from '../ui/Page.tsx';
import { usePages } from '../ui/usePages.tsx';
import { navigate, place } from '../route.ts';
import { useResource } from '../../base/useResource.ts';
import { byShownTime } from './byShownTime.ts';
import { MailTable } from './MailTable.tsx';

const STATES = ['all', 'waiting', 'sent', 'dead', 'skipped', 'cancelled'] as const;
/** An email due for longer than this means that sending is delayed. */
const LATE_MS = 5 * 60_000;

export function MailPage() {
  const t = useText(adminMailsText);
  const { query } = useStore(place);
  const state = new URLSearchParams(query).get('state') || 'all';
  const path =
    state === 'all' ? '/api/admin/mails?limit=50' : `/api/admin/mails?limit=50&state=${encodeURIComponent(state)}`;
  const asked = useResource<MailList>(path);
  const bad = badFilters(asked.trouble, { state: t('column.state') }, { state });
  return (
    <Page title={t('title')} name={t('title')} intro={t('intro')}>
      <nav class="row" aria-label={t('filter.label')}>
        {STATES.map((one) => (
          <a
            key={one}
            class="button button-small"
            href={one === 'all' ? '/admin/mail' : `/admin/mail?state=${one}`}
            aria-current={one === state ? 'true' : undefined}
          >
            {t(`state.${one}`)} {asked.data && (one === 'waiting' || one === 'dead') ? asked.data[one] : ''}
          </a>
        ))}
      </nav>
      {bad.length > 0 ? (
        <div role="alert">
          <BadFilters bad={bad} of="emails" onRemove={() => navigate('/admin/mail', 'replace')} />
        </div>
      ) : (
        <Loaded asked={asked}>{(list) => <Mails key={path} path={path} list={list} reload={asked.reload} />}</Loaded>
      )}
    </Page>
  );
}

function Mails({ path, list, reload }: { path: string; list: MailList; reload: () => void }) {
  const t = useText(adminMailsText);
  const common = useText(commonText);
  const { pages, more } = usePages(path, list);
  const late = list.oldestDueAt === null ? 0 : serverNow() - list.oldestDueAt;
  return (
    <>
      {list.mail === 'off' ? <p class="notice notice-warn">{t('off')}</p> : null}
      {late > LATE_MS ? <p class="notice notice-bad">{t('late', { time: formatDuration(late, common) })}</p> : null}
      <MailTable mails={pages.flatMap(({ mails }) => mails).sort(byShownTime)} reload={reload} />
      {more}
    </>
  );
}
