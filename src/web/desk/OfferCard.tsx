/**
 * An incoming offer. Reports to the server that it is displayed as soon as it renders, even in a hidden tab, and lets
 * the agent accept or decline. Only the server ends an offer. While disconnected, an expired offer is removed, because
 * it can no longer be accepted.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DeskOffer } from '../../shared/desk.ts';
import { zoneName } from '../../shared/text/clockTime.ts';
import { commonText } from '../../shared/text/common.ts';
import { deskText } from '../../shared/text/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { focusAtOnce } from '../base/focus.ts';
import { lastInquiryAt, formatDuration, timeOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Name, UserText } from '../base/ui/UserText.tsx';
import { useTick } from '../base/useTick.ts';
import { OtherLeads } from '../lead/OtherLeads.tsx';
import { Tags } from '../lead/profile/Tags.tsx';
import { Countdown } from './Countdown.tsx';
import { useLine } from './context.ts';
import { pendingFor } from './requests.ts';
import { type CurrentOffer } from './deskState.ts';
import { useKeys, useShortcut } from './useKeys.ts';
import { offerReason } from './offerReason.ts';

export function OfferCard({ held }: { held: CurrentOffer }) {
  const t = useText(deskText);
  const line = useLine();
  const { offer } = held;
  const { offerId, lead, declineReasons } = offer;
  const [declining, setDeclining] = useState(false);
  const acceptRef = useRef<HTMLButtonElement>(null);
  useTick(200);
  const leftMs = Math.max(0, held.endsAt - performance.now());

  const { line: lineState } = useStore(line.state);
  const isTimeUp = leftMs === 0 && lineState !== 'up';
  useEffect(() => {
    if (isTimeUp) line.dispatch({ kind: 'offerTimeUp', offerId });
  }, [line, offerId, isTimeUp]);

  // A layout effect runs while rendering. Other effects wait for a frame, which a hidden tab never gets.
  useLayoutEffect(() => {
    line.ask({ event: 'offer:seen', body: { offerId } });
  }, [line, offerId]);

  // Focus the button, so that Enter accepts, unless the agent is typing.
  useLayoutEffect(() => {
    const active = document.activeElement;
    if (!active?.matches('input, textarea, select, dialog *')) acceptRef.current?.focus({ preventScroll: true });
  }, [offerId]);

  const keys = useMemo(() => {
    const accept = () => line.ask({ event: 'offer:accept', body: { offerId } });
    const decline = (reason: string) => line.ask({ event: 'offer:decline', body: { offerId, reason } });
    return {
      accept,
      decline,
      map: {
        a: accept,
        Enter: accept,
        d: () => setDeclining(true),
        Escape: () => setDeclining(false),
        ...(declining &&
          Object.fromEntries(declineReasons.map(({ id }, index) => [`${index + 1}`, () => decline(id)]))),
      },
    };
  }, [line, offerId, declineReasons, declining]);
  useKeys(keys.map);

  return (
    <section class="offer" aria-label={t(kindOf(lead))}>
      <Countdown leftMs={leftMs} totalMs={offer.totalMs} />
      <OfferFacts offer={offer} />
      <OfferActions
        offerId={offerId}
        reasons={declineReasons}
        declining={declining}
        acceptRef={acceptRef}
        onAccept={keys.accept}
        onDecline={keys.decline}
        onDeclining={setDeclining}
      />
      {/* Below the buttons, which must not move. */}
      {lead.previousLeadId === undefined ? null : <OtherLeads leadId={lead.id} opensApart />}
    </section>
  );
}

function kindOf({ promise }: DeskOffer['lead']) {
  return promise?.isAppointment ? 'offer.appointment' : promise ? 'offer.again' : 'offer.label';
}

function OfferFacts({ offer }: { offer: DeskOffer }) {
  const t = useText(deskText);
  const common = useText(commonText);
  const about = useText(leadText);
  const reads = useStore(language);
  const { lead } = offer;
  const now = serverNow();
  return (
    <div class="offer-facts">
      <p class="offer-kicker">
        {t(kindOf(lead))} · <bdi>{lead.campaign.name}</bdi>
      </p>
      <h1>
        <Name name={lead.person.name} />
      </h1>
      {lead.interest ? (
        <p class="offer-interest">
          <UserText text={lead.interest} lines={2} />
        </p>
      ) : null}
      {lead.promise?.place === undefined ? null : (
        <p class="offer-message">
          <UserText text={lead.promise.place} lines={2} />
        </p>
      )}
      {lead.message ? (
        <p class="offer-message">
          <UserText text={lead.message} lines={2} />
        </p>
      ) : null}
      <Tags lead={lead} />
      <p class="row small muted">
        {lead.call?.isPersonOnLine ? <span class="badge badge-good">{t('offer.onLine')}</span> : null}
        {lead.person.telShown ? <span class="nowrap">{lead.person.telShown}</span> : null}
        {lead.person.isUnknownRange ? <span class="badge badge-warn">{about('number.unknownRange')}</span> : null}
        <span>{t('offer.waited', { time: formatDuration(now - lastInquiryAt(lead), common) })}</span>
        <span>{about(`language.${lead.person.language}`)}</span>
        <span>
          {timeOf(now, reads, lead.person.zone)} {zoneName(lead.person.zone, now, reads)}
        </span>
        {lead.consent?.now ? <span class="badge badge-accent">{about('consent.now')}</span> : null}
        {lead.attempts > 0 ? <span>{about('attempts', { count: lead.attempts })}</span> : null}
      </p>
      <p class="small muted">{offerReason(offer.why, t, common)}</p>
    </div>
  );
}

interface Actions {
  offerId: string;
  reasons: DeskOffer['declineReasons'];
  declining: boolean;
  acceptRef: { current: HTMLButtonElement | null };
  onAccept: () => void;
  onDecline: (reason: string) => void;
  onDeclining: (declining: boolean) => void;
}

function OfferActions({ offerId, reasons, declining, acceptRef, onAccept, onDecline, onDeclining }: Actions) {
  const t = useText(deskText);
  const shortcut = useShortcut();
  const line = useLine();
  const state = useStore(line.state);
  const accepting = pendingFor(state, 'offer:accept', offerId);
  const isSending = (accepting ?? pendingFor(state, 'offer:decline', offerId)) !== undefined;
  const doing = accepting ? 'offer.accepting' : 'offer.declining';
  // Closing the reasons returns focus to the button that opened them.
  const hasAsked = useRef(false);
  if (declining) hasAsked.current = true;
  return (
    <div class="offer-actions">
      {/* Rendered before it has text, so that screen readers announce the text. */}
      <p class="offer-sending" role="status" data-focus={isSending ? true : undefined}>
        {isSending ? t(state.line === 'up' ? doing : accepting ? 'offer.acceptQueued' : 'offer.declineQueued') : ''}
      </p>
      {isSending ? null : declining ? (
        <div class="offer-reasons" role="group" aria-labelledby={`${offerId}-why`}>
          <p id={`${offerId}-why`} class="label">
            {t('offer.declineWhy')}
          </p>
          {reasons.map(({ id, label, means }, index) => (
            <button
              type="button"
              class="button button-small"
              key={id}
              ref={index === 0 ? focusAtOnce : undefined}
              aria-keyshortcuts={shortcut(String(index + 1))}
              onClick={() => onDecline(id)}
            >
              <kbd>{index + 1}</kbd>{' '}
              <span>
                <bdi>{label}</bdi>
                {means === 'none' ? null : <span class="small muted"> · {t(`offer.decline.${means}`)}</span>}
              </span>
            </button>
          ))}
          <button
            type="button"
            class="button button-small button-quiet"
            aria-keyshortcuts="Escape"
            onClick={() => onDeclining(false)}
          >
            {t('offer.keepRinging')} <kbd>Esc</kbd>
          </button>
        </div>
      ) : (
        <div class="offer-buttons">
          <button
            type="button"
            class="button button-primary button-large"
            ref={acceptRef}
            aria-keyshortcuts={shortcut('A Enter') ?? 'Enter'}
            onClick={onAccept}
          >
            {t('offer.accept')} <kbd>A</kbd>
          </button>
          <button
            type="button"
            class="button"
            ref={hasAsked.current ? focusAtOnce : undefined}
            aria-keyshortcuts={shortcut('D')}
            onClick={() => onDeclining(true)}
          >
            {t('offer.decline')} <kbd>D</kbd>
          </button>
        </div>
      )}
    </div>
  );
}
