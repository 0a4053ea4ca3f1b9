/**
 * The steps of the script after its opening, and cards for objections. Both stay in boxes of fixed height, so that
 * nothing below moves while the agent talks. Loaded only for leads that have either.
 */
import { useId, useMemo, useState } from 'preact/hooks';
import type { DeskLead } from '../../shared/desk.ts';
import { scriptText } from '../../shared/text/script.ts';
import { useText } from '../base/text.ts';
import { UserText } from '../base/ui/UserText.tsx';
import { useKeys, useShortcut } from './useKeys.ts';

type Script = Pick<DeskLead, 'scriptSteps' | 'objections'>;

/** Where each lead's conversation is, also after the panel was closed. */
const ways = new Map<string, readonly string[]>();

// Here, so that the desk's style sheet doesn't grow for everyone.
const SAID = {
  height: '6.5rem',
  marginBottom: 'var(--space-2)',
  padding: 'var(--space-2) var(--space-3)',
  border: '1px solid var(--line)',
  borderRadius: 'var(--radius)',
  overflowY: 'auto',
} as const;
const ANSWERS = { alignContent: 'flex-start', height: '4.75rem', padding: '2px', overflowY: 'auto' } as const;

/** `leadId`: absent in a preview. */
export function ScriptPanel({ leadId = '', scriptSteps, objections }: Script & { leadId?: string }) {
  return (
    <div class="stack script-panel" style={{ marginTop: 'var(--space-3)' }}>
      {scriptSteps.length > 0 ? <Steps key={leadId} leadId={leadId} steps={scriptSteps} /> : null}
      {objections.length > 0 ? <Objections cards={objections} /> : null}
    </div>
  );
}

function Steps({ leadId, steps }: { leadId: string; steps: Script['scriptSteps'] }) {
  const t = useText(scriptText);
  const [taken, setTaken] = useState(() => ways.get(leadId) ?? []);
  const go = (way: readonly string[]) => {
    if (leadId !== '') ways.set(leadId, way);
    setTaken(way);
  };
  // A step may be gone, because the script has changed since.
  const way = taken.filter((id) => steps.some((step) => step.id === id));
  const step = steps.find(({ id }) => id === way.at(-1)) ?? steps[0];
  if (!step) return null;
  return (
    <section aria-label={t('steps')}>
      <div style={SAID} role="status" tabIndex={0}>
        <UserText text={step.text} />
      </div>
      <div class="row" style={ANSWERS}>
        {step.choices.map(({ label, to }, index) => (
          <button key={index} type="button" class="button button-small" onClick={() => go([...way, to])}>
            <bdi>{label}</bdi>
          </button>
        ))}
        {step.choices.length === 0 ? <span class="muted small">{t('steps.end')}</span> : null}
        <span class="grow" />
        <button
          type="button"
          class="button button-small"
          aria-disabled={way.length === 0}
          onClick={() => go(way.slice(0, -1))}
        >
          {t('steps.back')}
        </button>
      </div>
    </section>
  );
}

function Objections({ cards }: { cards: Script['objections'] }) {
  const t = useText(scriptText);
  const shortcut = useShortcut();
  const id = useId();
  const [open, setOpen] = useState<number | null>(null);
  const keys = useMemo(
    () => ({
      o: () => setOpen((now) => (now === null ? 0 : now + 1 < cards.length ? now + 1 : null)),
    }),
    [cards.length],
  );
  useKeys(keys);
  const card = open === null ? undefined : cards[open];
  return (
    <section class="stack-tight" aria-label={t('objections')}>
      <h3 class="subhead">
        {t('objections')} {shortcut('o') === undefined ? null : <kbd aria-hidden="true">O</kbd>}
      </h3>
      <div class="row">
        {cards.map(({ title }, index) => (
          <button
            key={index}
            type="button"
            class="button button-small"
            aria-pressed={open === index}
            aria-controls={id}
            aria-keyshortcuts={shortcut('o')}
            onClick={() => setOpen(open === index ? null : index)}
          >
            <bdi>{title}</bdi>
          </button>
        ))}
      </div>
      <div id={id} style={SAID} role="status" tabIndex={0}>
        {card ? <UserText text={card.answer} /> : <span class="muted">{t('objections.none')}</span>}
      </div>
    </section>
  );
}
