/** `/admin/costs`: what each source costs per day, typed or pasted as a table, and the costs of a month. */
import { useId, useState } from 'preact/hooks';
import type { CostList, CostsSaved } from '../../../shared/admin.ts';
import { adminCostsText } from '../../../shared/text/adminCosts.ts';
import { useStore } from '../../base/createStore.ts';
import { ask } from '../../base/http.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Icon } from '../../base/ui/Icon.tsx';
import { toast } from '../../base/ui/Toasts.tsx';
import { Loaded, Page } from '../ui/Page.tsx';
import { troubleText } from '../../base/troubleText.ts';
import { useResource } from '../../base/useResource.ts';

/** Bytes; 5,000 rows take less. */
const LARGEST_FILE = 900_000;

export function CostsPage() {
  const t = useText(adminCostsText);
  const [month, setMonth] = useState(monthOf(serverNow()));
  const asked = useResource<CostList>(`/api/costs?from=${month}-01&to=${lastDayOf(month)}`);
  const id = useId();
  return (
    <Page title={t('title')} name={t('title')} intro={t('intro')}>
      <AddCosts currency={asked.data?.currency ?? ''} onSaved={asked.reload} />
      <section class="card stack" aria-labelledby={`${id}-title`}>
        <div class="row-apart">
          <h2 id={`${id}-title`}>{t('title')}</h2>
          <div class="row">
            <label for={id}>{t('month')}</label>
            <input
              id={id}
              class="input"
              type="month"
              value={month}
              onChange={({ currentTarget: { value } }) => /^\d{4}-\d\d$/.test(value) && setMonth(value)}
            />
          </div>
        </div>
        <Loaded asked={asked}>{(list) => <CostTable list={list} reload={asked.reload} />}</Loaded>
      </section>
    </Page>
  );
}

/** What was typed stays until it's saved. */
function AddCosts({ currency, onSaved }: { currency: string; onSaved: () => void }) {
  const t = useText(adminCostsText);
  const id = useId();
  const [table, setTable] = useState('');
  const [wrong, setWrong] = useState('');
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const answer = await ask<CostsSaved>('/api/costs/imports', { method: 'POST', body: { table } });
    setBusy(false);
    setWrong(answer.ok ? '' : troubleText(answer.trouble));
    if (!answer.ok) return;
    setTable('');
    toast(t('saved', { count: answer.data.changed }));
    onSaved();
  };
  /** What the file says is shown before it's saved. */
  const readFile = async ({ files }: HTMLInputElement) => {
    const [file] = files ?? [];
    if (!file) return;
    const text = file.size > LARGEST_FILE ? null : await file.text();
    setWrong(text === null ? t('file.tooLarge') : '');
    if (text !== null) setTable(text);
  };
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void save();
        }}
      >
        <h2 id={`${id}-title`}>{t('add')}</h2>
        <div class="field">
          <label for={id}>{t('table', { currency })}</label>
          <textarea
            id={id}
            class="input code"
            rows={4}
            required
            spellcheck={false}
            placeholder="2026-11-28, google, 120.50"
            value={table}
            aria-describedby={`${id}-hint ${id}-wrong`}
            aria-invalid={wrong !== ''}
            onInput={({ currentTarget }) => setTable(currentTarget.value)}
          />
          <p class="field-hint" id={`${id}-hint`}>
            {t('table.hint')}
          </p>
          <p class="field-error" id={`${id}-wrong`} role="alert">
            {wrong}
          </p>
        </div>
        <div class="field">
          <label for={`${id}-file`}>{t('file')}</label>
          <input
            id={`${id}-file`}
            class="input"
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={({ currentTarget }) => void readFile(currentTarget)}
          />
        </div>
        <div class="row">
          <button type="submit" class="button button-primary" aria-disabled={isBusy}>
            {t(isBusy ? 'saving' : 'save')}
          </button>
        </div>
      </form>
    </section>
  );
}

function CostTable({ list: { currency, costs }, reload }: { list: CostList; reload: () => void }) {
  const t = useText(adminCostsText);
  const reads = useStore(language);
  const money = new Intl.NumberFormat(reads === 'ko' ? 'ko-KR' : 'en-US', { style: 'currency', currency });
  const remove = async (date: string, source: string) => {
    const answer = await ask<CostsSaved>('/api/costs', {
      method: 'POST',
      body: { rows: [{ date, source, amount: 0 }] },
    });
    toast(answer.ok ? t('saved', { count: answer.data.changed }) : troubleText(answer.trouble));
    if (answer.ok) reload();
  };
  if (costs.length === 0) return <p class="empty">{t('none')}</p>;
  return (
    <>
      <p class="muted">{t('total', { amount: money.format(costs.reduce((sum, { amount }) => sum + amount, 0)) })}</p>
      <table class="table">
        <thead>
          <tr>
            <th>{t('column.date')}</th>
            <th>{t('column.source')}</th>
            <th>{t('column.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {costs.map(({ date, source, amount }) => (
            <tr key={`${date} ${source}`}>
              <td class="nowrap">{dateOf(date, reads)}</td>
              <td>
                <bdi>{source}</bdi>
              </td>
              <td class="nowrap">
                {money.format(amount)}
                <button
                  type="button"
                  class="icon-button"
                  aria-label={t('remove', { source, date })}
                  onClick={() => void remove(date, source)}
                >
                  <Icon name="remove" />
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function monthOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
}

function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
}

function dateOf(date: string, reads: string): string {
  const format = new Intl.DateTimeFormat(reads === 'ko' ? 'ko-KR' : 'en-US', {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${date}T00:00:00Z`));
}
