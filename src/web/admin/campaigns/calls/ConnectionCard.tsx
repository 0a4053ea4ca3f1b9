/** Tests the connection to the phone network, and sets the webhooks of the saved numbers after confirmation. */
import { useState } from 'preact/hooks';
import type { CheckResult, CheckState, ConnectionCheck, WebhookChange } from '../../../../core/call/connection.ts';
import { adminConnectionText } from '../../../../shared/text/adminConnection.ts';
import { ask, type Trouble } from '../../../base/http.ts';
import { knownKey, useText } from '../../../base/text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { troubleText } from '../../../base/troubleText.ts';

export function ConnectionCard({ campaignId }: { campaignId: string }) {
  const t = useText(adminConnectionText);
  const path = `/api/admin/campaigns/${encodeURIComponent(campaignId)}/calls`;
  const [isTesting, setTesting] = useState(false);
  const [tested, setTested] = useState<ConnectionCheck | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isAsking, setAsking] = useState(false);
  const test = async () => {
    setTesting(true);
    const answer = await ask<ConnectionCheck>(`${path}/connection`, { method: 'POST' });
    setTesting(false);
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok) setTested(answer.data);
  };
  return (
    <section class="card stack connection" aria-labelledby="connection-title">
      <div class="row-apart">
        <h2 id="connection-title">{t('title')}</h2>
        <div class="row">
          {tested && tested.changes.length > 0 ? (
            <button type="button" class="button button-primary" onClick={() => setAsking(true)}>
              {t('set')}
            </button>
          ) : null}
          <button type="button" class="button" disabled={isTesting} onClick={() => void test()}>
            {t(isTesting ? 'testing' : 'test')}
          </button>
        </div>
      </div>
      <p class="muted small">{t('about')}</p>
      <p role="status" class={tested || trouble ? 'connection-sum' : 'visually-hidden'}>
        {trouble ? troubleText(trouble) : tested ? <Summary results={tested.results} /> : ''}
      </p>
      {tested ? <Results results={tested.results} /> : null}
      {isAsking && tested ? (
        <ConfirmDialog<ConnectionCheck>
          title={t('set.title')}
          act={t('set')}
          harmless
          send={() => ask(`${path}/webhooks`, { method: 'POST' })}
          onDone={(data) => {
            setTested(data);
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        >
          <p>{t('set.about')}</p>
          <Changes changes={tested.changes} />
        </ConfirmDialog>
      ) : null}
    </section>
  );
}

function Summary({ results }: { results: readonly CheckResult[] }) {
  const t = useText(adminConnectionText);
  const count = results.filter(({ state }) => state === 'wrong').length;
  return <strong>{count === 0 ? t('sum.ok') : t('sum.wrong', { count })}</strong>;
}

/** The account first, then each number with its webhooks. */
function Results({ results }: { results: readonly CheckResult[] }) {
  const t = useText(adminConnectionText);
  const numbers = [...new Set(results.map(({ number }) => number ?? ''))];
  return (
    <>
      {numbers.map((number) => (
        <div key={number} class="stack connection-part">
          <h3>{number === '' ? t('account') : <bdi>{number}</bdi>}</h3>
          <ul class="connection-list">
            {results
              .filter((one) => (one.number ?? '') === number)
              .map((one) => (
                <Result key={one.check} result={one} />
              ))}
          </ul>
        </div>
      ))}
    </>
  );
}

const BADGES: Readonly<Record<CheckState, string>> = {
  ok: 'badge badge-good',
  warning: 'badge badge-warn',
  wrong: 'badge badge-bad',
  skipped: 'badge',
};

function Result({ result }: { result: CheckResult }) {
  const t = useText(adminConnectionText);
  const { check, state, reason } = result;
  const region = knownKey(adminConnectionText, `region.${String(result.values['region'] ?? '')}`);
  const values = region ? { ...result.values, region: t(region) } : result.values;
  const todo = knownKey(adminConnectionText, `todo.${reason}`);
  return (
    <li>
      <span class={BADGES[state]}>{t(`state.${state}`)}</span>
      <div class="grow connection-said">
        <strong>{t(`check.${check}`)}</strong>
        <span>{t(`found.${reason}`, values)}</span>
        {todo ? <span class="muted">{t(todo, values)}</span> : null}
      </div>
    </li>
  );
}

function Changes({ changes }: { changes: readonly WebhookChange[] }) {
  const t = useText(adminConnectionText);
  return (
    <ul class="connection-list connection-changes">
      {changes.map(({ number, webhook, from, to }) => (
        <li key={`${number} ${webhook}`}>
          <div class="grow connection-said">
            <strong>
              <bdi>{number}</bdi> · {t(`check.${webhook}`)}
            </strong>
            <span class="muted">{t('set.from', { url: from === '' ? t('set.none') : from })}</span>
            <span>{t('set.to', { url: to })}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
