/** A readable value of any field, for the audit log and edit conflicts. */
import { adminText } from '../../../shared/text/admin.ts';
import { commonText } from '../../../shared/text/common.ts';
import { formatExact } from '../../base/format.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { hoursLines } from './hoursLines.ts';
import { policyLines } from './policyLines.ts';
import { wordingLines } from './wordingLines.ts';

export function Value({ path, value }: { path: string; value: unknown }) {
  const t = useText(adminText);
  const common = useText(commonText);
  const reads = useStore(language);
  if (value === undefined || value === null || value === '') return <span class="muted">{t('value.none')}</span>;
  if (typeof value === 'boolean') return <span>{t(value ? 'value.yes' : 'value.no')}</span>;
  if (typeof value === 'number') return <span>{/Ms$/.test(path) ? formatExact(value, common) : value}</span>;
  if (typeof value === 'string') return <bdi class="user-text user-text-block">{value}</bdi>;
  const lines = wordingLines(value) ?? hoursLines(path, value, reads) ?? policyLines(path, value, reads);
  if (lines && lines.length > 0) {
    return (
      <>
        {lines.map((line) => (
          <div key={line}>{line}</div>
        ))}
      </>
    );
  }
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.length === 0 ? <span class="muted">{t('value.none')}</span> : <bdi>{value.join(', ')}</bdi>;
  }
  return <pre class="value-data">{JSON.stringify(value, null, 1)}</pre>;
}
