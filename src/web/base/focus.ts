/**
 * Where focus goes when what has it goes away: a step of a call, an offer that ended, a row or a dialog that closed. A part
 * of a page says so with `data-focus`; otherwise it is the heading of the nearest part that is still there. Focus never
 * falls to the body, from which a keyboard and a screen reader start all over again.
 */
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

/** What had focus, and the parts of the page around it, nearest first. */
interface Held {
  readonly element: HTMLElement;
  readonly around: readonly Element[];
  /** What had it before, when this is in a dialog. */
  readonly opener: Held | null;
}

const PLACES = ['[data-focus]', 'h1, h2, h3', 'main'] as const;
/** A button that is switched off while its request is on its way comes back within this; then it has focus again. */
const COMES_BACK_MS = 1000;

let held: Held | null = null;
/** Was switched off while it had focus. */
let off: HTMLElement | null = null;

/** Once on each page, before it draws. */
export function keepFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement) held = holding(target);
  });
  // Who clicks beside everything has left on purpose.
  document.addEventListener(
    'pointerdown',
    () =>
      setTimeout(() => {
        if (held && isLost() && isUsable(held.element)) held = null;
      }),
    { capture: true },
  );
  new MutationObserver(look).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden', 'open'],
  });
}

function holding(element: HTMLElement): Held {
  const around: Element[] = [];
  for (let part = element.parentElement; part; part = part.parentElement) around.push(part);
  const dialog = element.closest('dialog');
  const isEntered = dialog !== null && !held?.around.includes(dialog);
  return { element, around, opener: dialog === null ? null : isEntered ? held : (held?.opener ?? null) };
}

function look(): void {
  if (held === null || !isLost()) return;
  const { element } = held;
  if (isUsable(element)) {
    if (off === element) element.focus({ preventScroll: true });
    off = null;
  } else if (element.isConnected && isOff(element)) {
    off = element;
    setTimeout(() => {
      if (held?.element === element && isLost() && isOff(element)) moveOn(held);
    }, COMES_BACK_MS);
  } else moveOn(held);
}

/** Browsers leave focus with a control that was switched off for a while, deaf to every key. */
function isLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || isOff(activeElement);
}

const isOff = (element: Element) => element.matches(':disabled');
const isDrawn = (element: Element) => element.isConnected && element.getClientRects().length > 0;
const isUsable = (element: Element) => isDrawn(element) && !isOff(element);

function moveOn(from: Held): void {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  if (dialog) return giveFocus(placeIn(dialog));
  if (from.opener) return isUsable(from.opener.element) ? giveFocus(from.opener.element) : moveOn(from.opener);
  for (const part of from.around) {
    const place = part.isConnected ? placeIn(part) : null;
    if (place) return giveFocus(place);
  }
}

function placeIn(part: Element): HTMLElement | null {
  for (const kind of PLACES) {
    const place = [...part.querySelectorAll<HTMLElement>(kind)].find(isDrawn);
    if (place) return place;
  }
  return null;
}

function giveFocus(place: HTMLElement | null): void {
  if (!place) return;
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

/**
 * Focus follows a step to its place: from nothing, from a button that is gone, or from the place of another step. Who is on
 * a control, or writes, stays there. An empty step has no place.
 */
export function useStepFocus(step: string): (place: HTMLElement | null) => void {
  const place = useRef<HTMLElement | null>(null);
  const before = useRef(step);
  useLayoutEffect(() => {
    if (before.current === step) return;
    before.current = step;
    if (step === '') return;
    const { activeElement } = document;
    const isFree =
      activeElement === null || activeElement === document.body || activeElement.matches('[tabindex="-1"]');
    if (isFree && document.querySelector('dialog[open]') === null) giveFocus(place.current);
  }, [step]);
  return useCallback((element) => (place.current = element), []);
}

/** As a `ref`: what takes the place of the button that opened it has focus from the start. */
export function focusAtOnce(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}
