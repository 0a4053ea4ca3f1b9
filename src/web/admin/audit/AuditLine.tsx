/** One change: who, what, when; opened it shows each field before and after, side by side. */
import type { AuditEntry } from '../../../shared/admin.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { adminAuditText } from '../../../shared/text/adminAudit.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { useStore } from '../../base/createStore.ts';
import { whenOf } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { known, useText } from '../../base/text.ts';
import { Name } from '../../base/ui/UserText.tsx';
import { labelOf } from '../form/labels.ts';
import { at, differences } from '../form/value.ts';
import { Value } from '../parts/Value.tsx';

export function AuditLine({ entry }: { entry: AuditEntry }) {
  const t = useText(adminAuditText);
  const reads = useStore(language);
  const key = known(adminAuditText, `action.${entry.action}`);
  const name = nameOf(entry, reads);
  return (
    <li>
      <details class="audit-entry">
        <summary class="line">
          <span class="audit-when muted">{whenOf(entry.at, serverNow(), reads)}</span>
          <strong class="audit-who">
            <Name name={entry.by} />
          </strong>
          <span class="grow">
            {t(`what.${entry.what}`)} <bdi>{name}</bdi>: {key ? t(key) : entry.action}
          </span>
        </summary>
        <Changes entry={entry} />
      </details>
    </li>
  );
}

/** The name of what was changed, where the entry tells it. */
function nameOf({ before, after }: AuditEntry, reads: 'en' | 'ko'): string {
  const name = after['name'] ?? before['name'];
  if (typeof name === 'string') return name;
  const wording = at(name, reads) ?? at(name, 'en');
  return typeof wording === 'string' ? wording : '';
}

function Changes({ entry }: { entry: AuditEntry }) {
  const t = useText(adminAuditText);
  const common = useText(adminText);
  const fieldsText = useText(adminFieldsText);
  const paths = differences(entry.before, entry.after);
  return (
    <div class="audit-changes">
      {paths.length === 0 ? <p class="muted">{t('noFields')}</p> : null}
      {paths.length > 0 ? (
        <table class="table">
          <caption class="visually-hidden">{common('details')}</caption>
          <thead>
            <tr>
              <th>{t('field')}</th>
              <th>{t('before')}</th>
              <th>{t('after')}</th>
            </tr>
          </thead>
          <tbody>
            {paths.map((path) => (
              <tr key={path}>
                <th scope="row">{labelOf(path, fieldsText)}</th>
                <td>
                  <Value path={path} value={at(entry.before, path)} />
                </td>
                <td>
                  <Value path={path} value={at(entry.after, path)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <p class="small muted">
        {t('subject')}:{' '}
        <a href={`/admin/audit?${new URLSearchParams({ what: entry.what, id: entry.subjectId }).toString()}`}>
          <code>{entry.subjectId}</code>
        </a>
      </p>
    </div>
  );
}
