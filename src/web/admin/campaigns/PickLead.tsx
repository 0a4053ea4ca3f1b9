/** Picks one of the campaign's leads: the newest, or those found by name or number. What is searched for isn't in a URL. */
import { useMemo, useState } from 'preact/hooks';
import type { LeadRow } from '../../../shared/api.ts';
import { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { useStore } from '../../base/createStore.ts';
import { whenOf } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { useLeadSearch } from '../../base/useLeadSearch.ts';
import { troubleText } from '../../base/troubleText.ts';

const SHOWN = 6;

interface Props {
  readonly campaignId: string;
  readonly picked: string | null;
  readonly pick: (leadId: string) => void;
}

export function PickLead({ campaignId, picked, pick }: Props) {
  const t = useText(adminPolicyText);
  const [words, setWords] = useState('');
  const q = words.trim();
  const query = useMemo(() => ({ campaign: campaignId, ...(q !== '' && { q }) }), [campaignId, q]);
  const { list, trouble } = useLeadSearch(query, SHOWN);
  return (
    <div class="stack-tight">
      <label class="field">
        {t('try.find')}
        <input
          class="input"
          type="search"
          autocomplete="off"
          maxLength={200}
          value={words}
          onInput={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </label>
      {trouble ? <p class="field-error">{troubleText(trouble)}</p> : null}
      {list?.leads.length === 0 ? <p class="small muted">{t('try.find.none')}</p> : null}
      <div class="stack-tight" role="radiogroup" aria-label={t('try.lead.known')}>
        {list?.leads.map((row) => (
          <label class="check" key={row.id}>
            <input type="radio" name="tried-lead" checked={row.id === picked} onChange={() => pick(row.id)} />
            <Row row={row} />
          </label>
        ))}
      </div>
      {picked === null ? null : (
        <a class="small" href={`/leads/${encodeURIComponent(picked)}`}>
          {t('try.picked')}
        </a>
      )}
    </div>
  );
}

function Row({ row: { name, createdAt, state, interest } }: { row: LeadRow }) {
  const states = useText(leadText);
  const reads = useStore(language);
  return (
    <span>
      <bdi>{name}</bdi>
      <br />
      <span class="small muted">
        {[
          whenOf(createdAt, serverNow(), reads),
          states(`state.${state}`),
          ...(interest === undefined ? [] : [interest]),
        ].join(' · ')}
      </span>
    </span>
  );
}
