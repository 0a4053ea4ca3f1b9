/** The network log for beginners: who sends each request and who gets it, what it means, and the response on demand. */
import { useMemo } from 'preact/hooks';
import type { LogEntry } from '../../shared/phone.ts';
import { phoneText } from '../../shared/text/phone.ts';
import { useText } from '../base/text.ts';
import { explain, type Explained } from './explain.ts';
import { prettyXml } from './prettyXml.ts';

const BADGES = { app: 'badge badge-accent', network: 'badge badge-good', trouble: 'badge badge-bad' } as const;

export function LogCard({ entries, onClear }: { entries: readonly LogEntry[]; onClear: () => void }) {
  const t = useText(phoneText);
  const explained = useMemo(() => entries.flatMap((entry) => explain(entry) ?? []).toReversed(), [entries]);
  return (
    <section class="card card-flush phone-log" aria-labelledby="log-title">
      <header class="card-head">
        <h2 id="log-title">{t('log.title')}</h2>
        {explained.length === 0 ? null : (
          <button type="button" class="button button-small" onClick={onClear}>
            {t('log.clear')}
          </button>
        )}
      </header>
      <p class="muted small phone-log-about">{t('log.about')}</p>
      {explained.length === 0 ? (
        <p class="empty">{t('log.empty')}</p>
      ) : (
        // Makes it scrollable by keyboard.
        <ol class="phone-entries" tabIndex={0} aria-labelledby="log-title">
          {explained.map((entry) => (
            <Entry key={entry.n} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Entry({ entry: { at, to, sentence, values, request, isRefused, parameters, twiml } }: { entry: Explained }) {
  const t = useText(phoneText);
  const head = (
    <>
      <span class="row phone-entry-head">
        <time class="muted small nowrap" dateTime={new Date(at).toISOString()}>
          {clock(at)}
        </time>
        <span class={BADGES[to]}>{t(to === 'trouble' ? 'log.trouble' : `log.to.${to}`)}</span>
      </span>
      <span class="phone-entry-words">{t(sentence, values)}</span>
      {request === '' ? null : (
        <code class={`small phone-request ${isRefused ? 'phone-refused' : 'muted'}`}>{request}</code>
      )}
    </>
  );
  if (parameters.length === 0 && twiml === null) return <li class="phone-entry">{head}</li>;
  return (
    <li>
      <details class="phone-entry-details">
        <summary class="phone-entry">{head}</summary>
        <div class="phone-entry-more stack">
          {parameters.length === 0 ? null : (
            <div class="stack-tight">
              <h3>{t('log.parameters')}</h3>
              <dl class="facts">
                {parameters.map(([name, value]) => (
                  <Fact key={name} name={name} value={value} />
                ))}
              </dl>
            </div>
          )}
          {twiml === null ? null : (
            <div class="stack-tight">
              <h3>{t('log.twiml')}</h3>
              <pre class="phone-twiml" tabIndex={0}>
                {prettyXml(twiml)}
              </pre>
            </div>
          )}
        </div>
      </details>
    </li>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </>
  );
}

/** With seconds, in the reader's time zone. */
function clock(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}
