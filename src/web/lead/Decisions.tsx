/** Routing decisions: the chosen agents of each, and all others by reason. */
import type { DecisionView } from '../../shared/api.ts';
import { commonText } from '../../shared/text/common.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { formatDuration, JUST_FREE_MS, whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { knownKey, useText } from '../base/text.ts';

export function Decisions({ decisions }: { decisions: readonly DecisionView[] }) {
  const t = useText(leadText);
  if (decisions.length === 0) return <p class="muted">{t('page.decisions.empty')}</p>;
  const oldestFirst = [...decisions].sort((a, b) => a.at - b.at);
  return (
    <ol class="decisions">
      {oldestFirst
        .map((decision, index) => <Decision key={decision.epoch} decision={decision} n={index + 1} />)
        .reverse()}
    </ol>
  );
}

function Decision({ decision, n }: { decision: DecisionView; n: number }) {
  const t = useText(leadText);
  const common = useText(commonText);
  const reads = useStore(language);
  const { winners, passedOver, policyVersion: version, order } = decision;
  const known = knownKey(commonText, `order.${order}`);
  return (
    <li class={`decision ${winners.length > 0 ? 'decision-won' : ''}`}>
      <p class="small muted">
        {t('page.decision', { n })} · {whenOf(decision.at, serverNow(), reads)} ·{' '}
        {decision.rule === undefined ? null : <>{t('page.rule', { rule: decision.rule })} · </>}
        {decision.step > 0
          ? t('page.policy', { version, time: formatDuration(decision.step, common) })
          : t('page.policy.first', { version })}
      </p>
      {winners.length === 0 ? <p>{t('page.noWinner')}</p> : null}
      {winners.map((winner) => (
        <p key={winner.agentId}>
          <strong>
            <bdi>
              {order !== 'longestIdle'
                ? t('page.winner.by', { name: winner.name, order: known ? common(known) : order })
                : winner.idleMs < JUST_FREE_MS
                  ? t('page.winner.justFree', { name: winner.name })
                  : t('page.winner', { name: winner.name, time: formatDuration(winner.idleMs, common) })}
            </bdi>
          </strong>
          {winner.draw === undefined ? null : ` ${t('page.winner.drawn')}`}
        </p>
      ))}
      {passedOver.length > 0 ? (
        <dl class="facts small" aria-label={t('page.passedOver')}>
          {passedOver.map(({ reason, agents }) => {
            const key = knownKey(leadText, `passed.${reason}`);
            return (
              <div key={reason}>
                <dt>{key ? t(key) : reason}</dt>
                <dd>
                  <bdi>{agents.map((agent) => agent.name).join(', ')}</bdi>
                </dd>
              </div>
            );
          })}
        </dl>
      ) : null}
    </li>
  );
}
