/** Routing decisions in sentences: why the lead waits, the path through the policy, who was chosen, and why not others. */
import type { DecisionView, WaitView } from '../../shared/api.ts';
import { commonText } from '../../shared/text/common.ts';
import { decisionText } from '../../shared/text/decision.ts';
import { leadPageText } from '../../shared/text/leadPage.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { offeredTo, passedOverOf, pathOf, waitOf } from './decisionSentences.ts';

interface Props {
  readonly decisions: readonly DecisionView[];
  readonly now: (WaitView & { readonly decision: DecisionView }) | null;
}

export function Decisions({ decisions, now }: Props) {
  const t = useText(leadPageText);
  const said = useText(decisionText);
  const reads = useStore(language);
  if (decisions.length === 0 && !now) return <p class="muted">{t('page.decisions.empty')}</p>;
  const oldestFirst = [...decisions].sort((a, b) => a.at - b.at);
  return (
    <ol class="decisions">
      {now ? (
        <li class="decision decision-now">
          <p class="small muted">{said('now')}</p>
          <p>
            <strong>{waitOf(now, reads, serverNow())}</strong>
          </p>
          <DecisionBody decision={now.decision} />
        </li>
      ) : null}
      {oldestFirst
        .map((decision, index) => (
          <li key={decision.epoch} class={`decision ${decision.winners.length > 0 ? 'decision-won' : ''}`}>
            <p class="row-apart small muted">
              <span>
                {t('page.decision', { n: index + 1 })} · {whenOf(decision.at, serverNow(), reads)}
              </span>
              {decision.agrees === null ? null : (
                <span class={decision.agrees ? '' : 'late'}>{said(`agrees.${decision.agrees}`)}</span>
              )}
            </p>
            <Chosen decision={decision} />
            <DecisionBody decision={decision} />
          </li>
        ))
        .reverse()}
    </ol>
  );
}

/** Who was offered the lead. */
export function Chosen({ decision: { winners, order } }: { decision: DecisionView }) {
  const said = useText(decisionText);
  const words = useDecisionWords();
  if (winners.length === 0) return <p>{said('nobody')}</p>;
  return (
    <>
      {winners.map((winner) => (
        <p key={winner.agentId}>
          <strong>
            <bdi>{offeredTo(winner, order, words)}</bdi>
          </strong>
          {winner.draw === undefined ? null : ` ${said('offered.drawn')}`}
        </p>
      ))}
    </>
  );
}

/** The path through the policy, and why not the others. */
export function DecisionBody({ decision }: { decision: DecisionView }) {
  const said = useText(decisionText);
  const words = useDecisionWords();
  const passedOver = passedOverOf(decision, words);
  return (
    <>
      <ol class="decision-path small" aria-label={said('path')}>
        {pathOf(decision, words).map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ol>
      {passedOver.length > 0 ? (
        <ul class="decision-others small" aria-label={said('passedOver')}>
          {passedOver.map((sentence) => (
            <li key={sentence}>
              <bdi>{sentence}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function useDecisionWords() {
  return { common: useText(commonText), language: useStore(language) };
}
