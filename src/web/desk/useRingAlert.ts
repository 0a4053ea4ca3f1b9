/**
 * While an offer or the phone rings: sound, tab title and icon, and a desktop notification when the page is hidden. All in
 * layout effects, which run while rendering: other effects wait for a frame or timer, and a hidden tab gets no frames and,
 * after a while, one timer a minute.
 */
import { useLayoutEffect } from 'preact/hooks';
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { soundOn } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { isSoundEnabled, startRing } from './ringtone.ts';
import type { CurrentOffer } from './deskState.ts';

/** Longer than any phone rings. */
const PHONE_RINGS_S = 60;

/** `isPhone`: the phone in this browser rings and waits for a click. */
export function useRingAlert(ringing: CurrentOffer | null, isPhone: boolean): void {
  const t = useText(deskText);
  const wanted = useStore(soundOn);
  const unlocked = useStore(isSoundEnabled);
  const isHeard = wanted && unlocked;
  const offerId = ringing?.offer.offerId ?? null;
  const endsAt = ringing?.endsAt ?? 0;
  const about = ringing
    ? [ringing.offer.lead.campaign.name, ringing.offer.lead.interest].filter(Boolean).join(' · ')
    : '';

  useLayoutEffect(() => {
    if (offerId === null || !isHeard) return undefined;
    return startRing(Math.max(0, endsAt - performance.now()) / 1000);
  }, [offerId, endsAt, isHeard]);

  useLayoutEffect(() => {
    if (!isPhone || !isHeard) return undefined;
    return startRing(PHONE_RINGS_S);
  }, [isPhone, isHeard]);

  useLayoutEffect(() => {
    // No names in the title: titles are stored in browser history.
    const title = offerId !== null ? 'title.ringing' : isPhone ? 'title.phone' : 'title';
    document.title = `${t(title)} · Leadbell`;
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (icon) icon.href = title === 'title' ? '/favicon.svg' : '/favicon-ringing.svg';
  }, [offerId, isPhone, t]);

  useLayoutEffect(() => {
    if (offerId === null || document.visibilityState === 'visible' || !mayNotify()) return undefined;
    const note = new Notification(t('notify.title'), {
      body: about.slice(0, 200),
      tag: 'leadbell-offer',
      icon: '/favicon.svg',
      requireInteraction: true,
      silent: true,
    });
    note.onclick = () => {
      window.focus();
      note.close();
    };
    return () => note.close();
  }, [offerId, about, t]);
}

function mayNotify(): boolean {
  return 'Notification' in window && Notification.permission === 'granted';
}

/** Asks for permission once. The shift starts whatever the answer. */
export function requestNotifications(): void {
  if ('Notification' in window && Notification.permission === 'default') void Notification.requestPermission();
}
