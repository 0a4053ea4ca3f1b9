/** Wrap-up: an outcome or an agreed follow-up, and the note. The note is kept in memory and saved on blur. */
import { useMemo, useRef, useState } from 'preact/hooks';
import { needsTime } from '../../core/vocabulary/outcomes.ts';
import { readSaleValue } from '../../core/vocabulary/sales.ts';
import type { DeskLead, DeskOutcome } from '../../shared/desk.ts';
import type { DeskToServer } from '../../shared/deskEvents.ts';
import { deskText } from '../../shared/text/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { useStepFocus } from '../base/focus.ts';
import { fromLocalInput } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { choiceText, keyText } from '../base/outcomeText.ts';
import { useText } from '../base/text.ts';
import { SaleField } from '../base/ui/SaleField.tsx';
import { useLine } from './context.ts';
import { draftOf, keepDraft, type Draft } from './drafts.ts';
import { AppointmentFields, FollowUp } from './FollowUp.tsx';
import { NoteField } from './NoteField.tsx';
import { pendingFor } from './requests.ts';
import { useKeys, useShortcut } from './useKeys.ts';
import { useRepeatGuard } from './useRepeatGuard.ts';

type Closing = Parameters<DeskToServer['lead:close']>[0];

export function WrapForm({ lead, outcomes }: { lead: DeskLead; outcomes: readonly DeskOutcome[] }) {
  const t = useText(deskText);
  const line = useLine();
  const state = useStore(line.state);
  const [draft, setDraft] = useState(() => draftOf(lead));
  const [complaint, setComplaint] = useState<'wrap.choose' | 'wrap.followUpPast' | 'wrap.appointmentWhen' | null>(null);
  const [isSaleChecked, setSaleChecked] = useState(false);
  const noteRef = useRef<HTMLTextAreaElement>(null);
  const saleRef = useRef<HTMLInputElement | null>(null);
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    keepDraft(lead.id, next);
    setDraft(next);
    setComplaint(null);
    setSaleChecked(false);
  };
  const saveNote = () => {
    if (draft.note === draft.savedNote) return;
    change({ savedNote: draft.note });
    line.ask({ event: 'lead:note', body: { leadId: lead.id, note: draft.note } });
  };

  const place = useStepFocus(lead.state === 'wrapUp' ? 'wrapUp' : 'before');
  const mayClose = lead.state === 'talking' || lead.state === 'wrapUp';
  const chosen = draft.followUp ? undefined : outcomes.find(({ id }) => id === draft.outcome);
  const isDated = chosen !== undefined && needsTime(chosen.means);
  const sale = chosen?.asksValue ? readSaleValue(draft.sale, lead.currency, chosen.asksValue) : {};
  const isClosing = pendingFor(state, 'lead:close', lead.id) !== undefined;
  const close = () => {
    if (isClosing) return;
    const note = draft.note.trim() === '' ? {} : { note: draft.note };
    const ask = (body: Omit<Closing, 'leadId' | 'note'>) =>
      line.ask({ event: 'lead:close', body: { leadId: lead.id, ...body, ...note } });
    const at = fromLocalInput(draft.followUpAt);
    if (isDated && (at === null || at <= serverNow())) setComplaint('wrap.appointmentWhen');
    else if (isDated && at !== null)
      ask({ outcome: chosen.id, callback: { at, owner: 'me', place: draft.place.trim() } });
    else if (draft.followUp && (at === null || at <= serverNow())) setComplaint('wrap.followUpPast');
    else if (draft.followUp && at !== null) ask({ outcome: null, callback: { at, owner: draft.followUpOwner } });
    // One that has been retired since is no longer shown.
    else if (!chosen) setComplaint('wrap.choose');
    else if ('mistake' in sale) {
      setSaleChecked(true);
      saleRef.current?.focus();
    } else ask({ outcome: chosen.id, ...sale });
  };

  const latest = useRef({ close, change });
  latest.current = { close, change };
  const settled = useRepeatGuard(lead.state);
  // An offer has digits of its own.
  const hasOffer = state.offer !== null;
  const keys = useMemo(() => {
    const choose = (outcome: string) => settled(() => latest.current.change({ outcome, followUp: false }));
    return {
      n: () => noteRef.current?.focus(),
      ...(mayClose && { 'Mod+Enter': settled(() => latest.current.close()) }),
      ...(mayClose &&
        !hasOffer &&
        Object.fromEntries(outcomes.flatMap(({ id, key }) => (key === undefined ? [] : [[key, choose(id)]])))),
    };
  }, [outcomes, mayClose, hasOffer, settled]);
  useKeys(keys);

  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        close();
      }}
    >
      {mayClose ? (
        <OutcomeChoice
          outcomes={outcomes}
          chosen={chosen?.id ?? null}
          titleRef={place}
          title={t(lead.state === 'wrapUp' ? 'wrap.title' : 'wrap.titleTalking')}
          onChoose={(outcome) => change({ outcome, followUp: false })}
        />
      ) : null}
      {mayClose && isDated ? (
        <AppointmentFields leadId={lead.id} draft={draft} zone={lead.person.zone} onChange={change} />
      ) : null}
      {mayClose && chosen?.asksValue ? (
        <SaleField
          text={draft.sale}
          currency={lead.currency}
          asksValue={chosen.asksValue}
          isChecked={isSaleChecked}
          inputRef={(input) => (saleRef.current = input)}
          onInput={(text) => change({ sale: text })}
        />
      ) : null}
      {mayClose ? <FollowUp leadId={lead.id} draft={draft} zone={lead.person.zone} onChange={change} /> : null}
      <NoteField
        value={draft.note}
        isSaved={draft.note === draft.savedNote}
        isSaving={pendingFor(state, 'lead:note', lead.id) !== undefined}
        inputRef={noteRef}
        onInput={(note) => change({ note })}
        onLeave={saveNote}
      />
      {mayClose ? (
        <>
          {chosen?.means === 'doNotCall' ? <p class="notice notice-warn">{t('wrap.dncConfirm')}</p> : null}
          <p class="field-error wrap-complaint" role="alert">
            {complaint ? t(complaint) : ''}
          </p>
          <button
            type="submit"
            class="button button-primary button-wide"
            aria-keyshortcuts="Control+Enter"
            disabled={isClosing}
          >
            {t(isClosing ? 'wrap.closing' : draft.followUp ? 'wrap.promise' : isDated ? 'wrap.appoint' : 'wrap.close')}{' '}
            <kbd aria-hidden="true">Ctrl+↵</kbd>
          </button>
        </>
      ) : null}
    </form>
  );
}

function OutcomeChoice(props: {
  outcomes: readonly DeskOutcome[];
  chosen: string | null;
  title: string;
  titleRef: (title: HTMLElement | null) => void;
  onChoose: (outcome: string) => void;
}) {
  const about = useText(leadText);
  const shortcut = useShortcut();
  return (
    <fieldset class="stack-tight">
      <legend>
        <h2 ref={props.titleRef} tabIndex={-1}>
          {props.title}
        </h2>
      </legend>
      <div class="outcomes">
        {props.outcomes.map((outcome) => (
          <label class="choice" key={outcome.id}>
            <input
              type="radio"
              name="outcome"
              value={outcome.id}
              checked={props.chosen === outcome.id}
              aria-keyshortcuts={outcome.key && shortcut(outcome.key)}
              onChange={() => props.onChoose(outcome.id)}
            />
            <span>
              <bdi class="grow">{choiceText(outcome, about)}</bdi>
              {outcome.key && shortcut('') !== undefined ? <kbd aria-hidden="true">{keyText(outcome.key)}</kbd> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
