/** One change: who, what and when. Expands to show each field before and after. */
import type { AuditEntry, AuditList } from '../../../shared/adminAudit.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { adminAuditText } from '../../../shared/text/adminAudit.ts';
import { adminAuditFieldsText } from '../../../shared/text/adminAuditFields.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { useStore } from '../../base/createStore.ts';
import { whenOf } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { knownKey, useText } from '../../base/text.ts';
import { Name } from '../../base/ui/UserText.tsx';
import { labelOf } from '../form/labels.ts';
import { at, differences } from '../form/value.ts';
import { Value } from '../ui/Value.tsx';
import { withNames } from '../ui/withNames.ts';
import { filterText } from './filterText.ts';
import {
  actionOf,
  actKey,
  actValueKey,
  isCode,
  isMoment,
  kindKey,
  logPath,
  subjectName,
  subjectPath,
} from './subject.ts';

export function AuditLine({ entry, names }: { entry: AuditEntry; names: AuditList['names'] }) {
  const t = useText(adminAuditText);
  const reads = useStore(language);
  const name = subjectName(entry, reads);
  return (
    <li>
      <details class="audit-entry">
        <summary class="line">
          <span class="audit-when muted">{whenOf(entry.at, serverNow(), reads)}</span>
          <strong class="audit-who">
            <Name name={entry.byId === 'system' || entry.byId === 'prospect' ? t(entry.byId) : entry.by} />
          </strong>
          <span class="grow audit-what">
            <span class="muted">{t(kindKey(entry))}</span>{' '}
            {name === '' ? null : (
              <>
                <bdi class="user-text">{name}</bdi>{' '}
              </>
            )}
            {entry.subject?.isThere === false ? <span class="badge">{t('gone')}</span> : null}
            {' · '}
            {actionOf(entry, t)}
          </span>
        </summary>
        <Changes entry={entry} names={names} />
        <EntryLinks entry={entry} name={name === '' ? t(kindKey(entry)) : name} />
      </details>
    </li>
  );
}

function Changes({ entry, names }: { entry: AuditEntry; names: AuditList['names'] }) {
  const t = useText(adminAuditText);
  const common = useText(adminText);
  const fieldsText = useText(adminFieldsText);
  const acts = useText(adminAuditFieldsText);
  const reads = useStore(language);
  const labelFor = (path: string) => {
    const key = actKey(entry, path);
    return key ? acts(key) : withNames(labelOf(path, fieldsText), names);
  };
  const shown = (path: string, value: unknown) => {
    const key = actValueKey(entry, path, value);
    if (key) return acts(key);
    const filter = entry.what === 'lead' ? filterText(path, value, reads) : null;
    if (filter !== null) return withNames(filter, names);
    if (typeof value === 'number' && isMoment(path)) return whenOf(value, serverNow(), reads);
    if (!isCode(path)) return withNames(value, names);
    const word = knownKey(adminFieldsText, `${path}.${String(value)}`);
    return word ? fieldsText(word) : value;
  };
  const paths = differences(entry.before, entry.after);
  if (paths.length === 0) return <p class="muted audit-changes">{t('noFields')}</p>;
  return (
    <div class="audit-changes">
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
              <th scope="row">{labelFor(path)}</th>
              <td>
                <Value path={path} value={shown(path, at(entry.before, path))} />
              </td>
              <td>
                <Value path={path} value={shown(path, at(entry.after, path))} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Links to the subject and to all of its changes. */
function EntryLinks({ entry, name }: { entry: AuditEntry; name: string }) {
  const t = useText(adminAuditText);
  const path = subjectPath(entry);
  return (
    <p class="small row audit-ways">
      {path === null ? null : <a href={path}>{t('open', { name })}</a>}
      <a href={logPath({ what: entry.what, id: entry.subjectId })}>{t('only', { name })}</a>
    </p>
  );
}
