/**
 * What the policy as it is typed would have done with yesterday's leads, or the last seven days': beside what really
 * happened and the policy in force, both replayed 20 times. Nothing is offered or saved.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CampaignFields } from '../../../shared/admin.ts';
import type { PolicyReplay, ReplayLine } from '../../../shared/replay.ts';
import { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import { useText } from '../../base/text.ts';
import { askLines } from '../askLines.ts';
import { troubleText } from '../../base/troubleText.ts';
import { PolicyMistakes } from './PolicyMistakes.tsx';
import { ReplayResult } from './ReplayResult.tsx';

interface Props {
  readonly id: string;
  readonly fields: CampaignFields;
  /** Asks who would get this lead now. */
  readonly pick: (leadId: string) => void;
}

export function TryYesterday({ id, fields, pick }: Props) {
  const t = useText(adminPolicyText);
  const [days, setDays] = useState(1);
  const { progress, ahead, result, trouble, start, cancel } = useReplay(id);
  const { policy, teamIds, skills, siteIds = [] } = fields;
  const isRunning = progress !== null;
  const shown = useRef<HTMLDivElement>(null);
  // The card may end below the window.
  useEffect(() => {
    if (result) shown.current?.scrollIntoView({ block: 'start' });
  }, [result]);
  return (
    <section class="card stack-tight" aria-labelledby="policy-replay">
      <h2 id="policy-replay">{t('replay.title')}</h2>
      <p class="small muted">{t('replay.about')}</p>
      <div class="row">
        <select
          class="input"
          aria-label={t('replay.period')}
          value={days}
          disabled={isRunning}
          onChange={({ currentTarget }) => setDays(Number(currentTarget.value))}
        >
          <option value={1}>{t('replay.yesterday')}</option>
          <option value={7}>{t('replay.week')}</option>
        </select>
        {isRunning ? (
          <button type="button" class="button" onClick={cancel}>
            {t('replay.cancel')}
          </button>
        ) : (
          <button
            type="button"
            class="button"
            onClick={() => start({ draft: { policy, teamIds, skills, siteIds }, days })}
          >
            {t('replay.start')}
          </button>
        )}
      </div>
      {isRunning ? (
        <progress class="replay-progress" value={progress} max={1} aria-label={t('replay.running')} />
      ) : null}
      <p class="small muted" role="status">
        {isRunning && ahead > 0 ? t('replay.ahead', { count: ahead }) : ''}
      </p>
      <div class="stack-tight" role="alert">
        {trouble ? (
          Object.keys(trouble.fields).length > 0 ? (
            <PolicyMistakes title="try.mistakes" fields={trouble.fields} />
          ) : (
            <p class="field-error">{troubleText(trouble)}</p>
          )
        ) : null}
      </div>
      <div role="status" ref={shown}>
        {result ? <ReplayResult replay={result} pick={pick} /> : null}
      </div>
    </section>
  );
}

function useReplay(id: string) {
  const [progress, setProgress] = useState<number | null>(null);
  const [ahead, setAhead] = useState(0);
  const [result, setResult] = useState<PolicyReplay | null>(null);
  const [trouble, setTrouble] = useState<Parameters<typeof troubleText>[0] | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = (body: unknown) => {
    const abort = new AbortController();
    running.current = abort;
    setTrouble(null);
    setResult(null);
    setProgress(0);
    const path = `/api/admin/campaigns/${encodeURIComponent(id)}/policy/replay`;
    const onLine = (line: ReplayLine) => {
      if ('result' in line) return setResult(line.result);
      setProgress(line.progress);
      setAhead(line.ahead ?? 0);
    };
    void askLines<ReplayLine>(path, body, { onLine, signal: abort.signal }).then((answer) => {
      if (running.current !== abort) return;
      running.current = null;
      setProgress(null);
      if (answer && !answer.ok) setTrouble(answer.trouble);
    });
  };
  return { progress, ahead, result, trouble, start, cancel: () => running.current?.abort() };
}
