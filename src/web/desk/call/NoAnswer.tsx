/**
 * No answer or voicemail: leave a message, try again, or choose when. If the agent chooses nothing, a callback is scheduled
 * anyway.
 */
import { useMemo, useRef, useState } from 'preact/hooks';
import type { DeskLead } from '../../../shared/desk.ts';
import type { DeskCall } from '../../../shared/deskCall.ts';
import { deskText } from '../../../shared/text/desk.ts';
import { useStore } from '../../base/createStore.ts';
import { focusAtOnce } from '../../base/focus.ts';
import { fromLocalInput, toLocalInput } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { useText } from '../../base/text.ts';
import { useLine } from '../context.ts';
import { WhenFields } from '../FollowUp.tsx';
import { pendingFor } from '../requests.ts';
import { type DeskRequest } from '../deskState.ts';
import { useKeys, useShortcut } from '../useKeys.ts';
import { useRepeatGuard } from '../useRepeatGuard.ts';
import { TimeLeft } from './CallTimes.tsx';

const HOUR = 3_600_000;
type UnreachedBody = Extract<DeskRequest, { event: 'lead:unreached' }>['body'];

export function Voicemail({ lead }: { lead: DeskLead }) {
  const t = useText(deskText);
  const shortcut = useShortcut();
  const choice = useChoice(lead, 'voicemail', 'mailbox');
  const { settled, line } = choice;
  const keys = useMemo(() => {
    const talking = settled(() => line.ask({ event: 'lead:talking', body: { leadId: lead.id } }));
    return { talking, map: { t: talking } };
  }, [line, settled, lead.id]);
  useKeys(keys.map);
  return (
    <>
      <p>{t('mailbox.hint')}</p>
      <TimeLeft until={lead.deadlineAt} text="mailbox.left" />
      <div class="steps">
        <MissButton choice={choice} more={{ leftMessage: true }} label={t('mailbox.leftMessage')} isFirst />
        <CallAgainButton choice={choice} leadId={lead.id} />
      </div>
      <CallbackTime choice={choice} zone={lead.person.zone} />
      <div class="steps">
        <MissButton choice={choice} label={t('mailbox.noMessage')} />
        <button type="button" class="button" aria-keyshortcuts={shortcut('T')} onClick={keys.talking}>
          {t('mailbox.person')} <kbd>T</kbd>
        </button>
      </div>
    </>
  );
}

export function NoAnswer({ lead, call }: { lead: DeskLead; call: DeskCall }) {
  const t = useText(deskText);
  const result = call.result ?? 'noAnswer';
  const choice = useChoice(lead, result, `notReached ${lead.epoch}`);
  // L151: the number isn't in service, so there is nothing to try again.
  if (result === 'notInService')
    return (
      <>
        <TimeLeft until={lead.deadlineAt} text="missed.retired" />
        <div class="steps">
          <MissButton choice={choice} label={t('missed.unreachable')} isFirst />
        </div>
      </>
    );
  return (
    <>
      <TimeLeft until={lead.deadlineAt} text="missed.left" />
      <div class="steps">
        <CallAgainButton choice={choice} leadId={lead.id} isFirst />
        <MissButton choice={choice} label={t('missed.later')} />
      </div>
      <CallbackTime choice={choice} zone={lead.person.zone} />
    </>
  );
}

type Choice = ReturnType<typeof useChoice>;
type More = Omit<UnreachedBody, 'leadId' | 'result'>;

function useChoice({ id: leadId }: DeskLead, result: UnreachedBody['result'], step: string) {
  const line = useLine();
  const state = useStore(line.state);
  const settled = useRepeatGuard(step);
  const isSending = Boolean(pendingFor(state, 'lead:unreached', leadId) ?? pendingFor(state, 'call:again', leadId));
  const miss = (more: More) =>
    settled(() => line.ask({ event: 'lead:unreached', body: { leadId, result, ...more } }))();
  return { leadId, line, settled, isSending, miss };
}

interface MissProps {
  readonly choice: Choice;
  readonly label: string;
  readonly more?: More;
  readonly isFirst?: boolean;
}

/** Ends the attempt as not reached. */
function MissButton({ choice, label, more = {}, isFirst = false }: MissProps) {
  return (
    <button
      type="button"
      class={isFirst ? 'button button-primary' : 'button'}
      disabled={choice.isSending}
      onClick={() => choice.miss(more)}
    >
      {label}
    </button>
  );
}

function CallAgainButton({ choice, leadId, isFirst = false }: { choice: Choice; leadId: string; isFirst?: boolean }) {
  const t = useText(deskText);
  const { line, settled, isSending } = choice;
  return (
    <button
      type="button"
      class={isFirst ? 'button button-primary' : 'button'}
      disabled={isSending}
      onClick={settled(() => line.ask({ event: 'call:again', body: { leadId } }))}
    >
      {t('missed.again')}
    </button>
  );
}

/** The agent's choice for the next attempt, which the law and business hours may move. */
function CallbackTime({ choice, zone }: { choice: Choice; zone: string }) {
  const t = useText(deskText);
  const [draft, setDraft] = useState<{ followUpAt: string; followUpOwner: 'me' | 'anyone' } | null>(null);
  const [isPast, setPast] = useState(false);
  const wasOpen = useRef(false);
  if (draft === null) {
    const open = () => {
      wasOpen.current = true;
      setDraft({ followUpAt: toLocalInput(Math.ceil((serverNow() + HOUR) / HOUR) * HOUR), followUpOwner: 'me' });
    };
    return (
      <button
        type="button"
        class="button button-wide"
        ref={wasOpen.current ? focusAtOnce : undefined}
        aria-expanded={false}
        onClick={open}
      >
        {t('missed.at')}
      </button>
    );
  }
  const send = () => {
    const at = fromLocalInput(draft.followUpAt);
    if (at === null || at <= serverNow()) setPast(true);
    else choice.miss({ callback: { at, owner: draft.followUpOwner } });
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <WhenFields
        leadId={choice.leadId}
        draft={draft}
        zone={zone}
        isFocused
        onChange={(part) => {
          setPast(false);
          setDraft({ ...draft, ...part });
        }}
      />
      <p class="field-error" role="alert">
        {isPast ? t('wrap.followUpPast') : ''}
      </p>
      <div class="row">
        <button type="submit" class="button button-primary" disabled={choice.isSending}>
          {t('wrap.promise')}
        </button>
        <button type="button" class="link-button small" onClick={() => setDraft(null)}>
          ← {t('missed.back')}
        </button>
      </div>
    </form>
  );
}
