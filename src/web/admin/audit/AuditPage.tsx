/** `/admin/audit`: all changes, newest first. The filters are in the URL, so that a view can be shared. */
import type { PersonView } from '../../../shared/admin.ts';
import type { AuditList } from '../../../shared/adminAudit.ts';
import { adminAuditText } from '../../../shared/text/adminAudit.ts';
import { commonText } from '../../../shared/text/common.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { badFilters, BadFilters } from '../../base/ui/BadFilters.tsx';
import { DayRange } from '../../base/ui/DayRange.tsx';
import { Select } from '../../base/ui/Select.tsx';
import { Loaded, Page } from '../ui/Page.tsx';
import { usePages } from '../ui/usePages.tsx';
import { navigate, place } from '../route.ts';
import { useResource } from '../../base/useResource.ts';
import { AuditLine } from './AuditLine.tsx';
import { auditPath, FILTERS, type Filters } from './filters.ts';
import { kindKey, KINDS, logPath, subjectName } from './subject.ts';

export function AuditPage() {
  const t = useText(adminAuditText);
  const { query } = useStore(place);
  const given = new URLSearchParams(query);
  const filters: Filters = Object.fromEntries(FILTERS.map((name) => [name, given.get(name) ?? '']));
  const path = auditPath(filters);
  const asked = useResource<AuditList>(path);
  const bad = badFilters(asked.trouble, useNames(), filters);
  return (
    <Page title={t('title')} name={t('title')} intro={t('intro')} wide>
      <FilterBar filters={filters} />
      {filters.id ? <SubjectNotice filters={filters} list={asked.data} /> : null}
      {bad.length > 0 ? (
        <div role="alert">
          <BadFilters
            bad={bad}
            of="changes"
            onRemove={(wrong) =>
              navigate(logPath({ ...filters, ...Object.fromEntries(wrong.map((field) => [field, ''])) }), 'replace')
            }
          />
        </div>
      ) : (
        <Loaded asked={asked}>{(list) => <Entries key={path} path={path} list={list} />}</Loaded>
      )}
    </Page>
  );
}

function useNames(): Readonly<Record<string, string>> {
  const t = useText(adminAuditText);
  const common = useText(commonText);
  return { what: t('what'), by: t('by'), from: common('from'), to: common('to') };
}

function FilterBar({ filters }: { filters: Filters }) {
  const t = useText(adminAuditText);
  const people = useResource<{ people: readonly PersonView[] }>('/api/admin/people');
  const change = (changes: Filters) => navigate(logPath({ ...filters, ...changes }), 'replace');
  const kind = KINDS.findIndex(({ what, id }) => what === filters.what && (id === '' || id === filters.id));
  return (
    <div class="filters" role="search" aria-label={t('title')}>
      <Select
        label={t('what')}
        any={t('all')}
        value={kind < 0 ? '' : String(kind)}
        choices={KINDS.map(({ key }, index) => ({ value: String(index), label: t(key) }))}
        // The id filter belongs to one kind of subject.
        onChoose={(index) => {
          const { what = '', id = '' } = (index === '' ? undefined : KINDS[Number(index)]) ?? {};
          change({ what, id });
        }}
      />
      <Select
        label={t('by')}
        any={t('anyone')}
        value={filters.by ?? ''}
        choices={(people.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={(by) => change({ by })}
      />
      <DayRange from={filters.from ?? ''} to={filters.to ?? ''} onDay={(end, day) => change({ [end]: day })} />
    </div>
  );
}

/** Shown when the log is limited to one subject, with a link to the full log. */
function SubjectNotice({ filters, list }: { filters: Filters; list: AuditList | null }) {
  const t = useText(adminAuditText);
  const reads = useStore(language);
  const [entry] = list?.entries ?? [];
  const name = entry ? subjectName(entry, reads) || t(kindKey(entry)) : t('filter.one');
  return (
    <p class="notice row-apart">
      <bdi>{t('filter.subject', { name })}</bdi>
      <a href={logPath({ ...filters, what: '', id: '' })}>{t('filter.clear')}</a>
    </p>
  );
}

function Entries({ path, list }: { path: string; list: AuditList }) {
  const t = useText(adminAuditText);
  const { pages, more } = usePages(path, list);
  const entries = pages.flatMap((page) => page.entries);
  const names = Object.assign({}, ...pages.map((page) => page.names)) as AuditList['names'];
  return (
    <section class="card card-flush">
      {entries.length === 0 ? <p class="empty">{t('none')}</p> : null}
      <ul class="lines">
        {entries.map((entry) => (
          <AuditLine key={entry.id} entry={entry} names={names} />
        ))}
      </ul>
      {more === null ? null : <div class="line">{more}</div>}
    </section>
  );
}
