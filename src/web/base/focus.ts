/**
 * Keeps focus when the focused element disappears, such as a call step, an ended offer, a table row or a closed dialog.
 * Focus goes to the `data-focus` element of the nearest remaining section, otherwise to its heading. It never falls back to
 * the body, where keyboard and screen reader users would start over.
 */
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

/** The focused element and its ancestors, nearest first. */
interface FocusPosition {
  readonly element: HTMLElement;
  readonly around: readonly Element[];
  /** The focused element before this dialog opened. */
  readonly opener: FocusPosition | null;
}

const PLACES = ['[data-focus]', 'h1, h2, h3', 'main'] as const;
/** A button disabled during its request gets focus back if it is enabled within this time. */
const COMES_BACK_MS = 1000;

let lastFocus: FocusPosition | null = null;
/** The element that was disabled while it had focus. */
let off: HTMLElement | null = null;

/** Call once per page, before rendering. */
export function keepFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement) lastFocus = positionOf(target);
  });
  // A click on the background clears focus on purpose.
  document.addEventListener(
    'pointerdown',
    () =>
      setTimeout(() => {
        if (lastFocus && isLost() && isUsable(lastFocus.element)) lastFocus = null;
      }),
    { capture: true },
  );
  new MutationObserver(checkFocus).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden', 'open'],
  });
}

function positionOf(element: HTMLElement): FocusPosition {
  const around: Element[] = [];
  for (let part = element.parentElement; part; part = part.parentElement) around.push(part);
  const dialog = element.closest('dialog');
  const isEntered = dialog !== null && !lastFocus?.around.includes(dialog);
  return { element, around, opener: dialog === null ? null : isEntered ? lastFocus : (lastFocus?.opener ?? null) };
}

function checkFocus(): void {
  if (lastFocus === null || !isLost()) return;
  const { element } = lastFocus;
  if (isUsable(element)) {
    if (off === element) element.focus({ preventScroll: true });
    off = null;
  } else if (element.isConnected && isOff(element)) {
    off = element;
    setTimeout(() => {
      if (lastFocus?.element === element && isLost() && isOff(element)) moveFocus(lastFocus);
    }, COMES_BACK_MS);
  } else moveFocus(lastFocus);
}

/** A control disabled for a while keeps focus in browsers but ignores every key. */
function isLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || isOff(activeElement);
}

const isOff = (element: Element) => element.matches(':disabled');
/** Nothing for a screen reader to read. */
const isBlank = (element: Element) => element.textContent.trim() === '';
const isDrawn = (element: Element) => element.isConnected && element.getClientRects().length > 0;
const isUsable = (element: Element) => isDrawn(element) && !isOff(element);

function moveFocus(from: FocusPosition): void {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  if (dialog) return giveFocus(placeIn(dialog));
  if (from.opener) return isUsable(from.opener.element) ? giveFocus(from.opener.element) : moveFocus(from.opener);
  for (const part of from.around) {
    const place = part.isConnected ? placeIn(part) : null;
    if (place) return giveFocus(place);
  }
}

function placeIn(part: Element): HTMLElement | null {
  for (const kind of PLACES) {
    const place = [...part.querySelectorAll<HTMLElement>(kind)].find((one) => isDrawn(one) && !isBlank(one));
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
 * Moves focus to a step's element when the step changes: from nowhere, from a button that is gone, or from the previous
 * step. Focus on another control or in a text field stays. An empty step has no element: focus on it moves to what is left.
 */
export function useStepFocus(step: string): (place: HTMLElement | null) => void {
  const place = useRef<HTMLElement | null>(null);
  const before = useRef(step);
  useLayoutEffect(() => {
    if (before.current === step) return;
    before.current = step;
    const { activeElement } = document;
    if (step === '') {
      if (place.current && place.current === activeElement) moveFocus(positionOf(place.current));
      return;
    }
    const isFree =
      activeElement === null || activeElement === document.body || activeElement.matches('[tabindex="-1"]');
    if (isFree && document.querySelector('dialog[open]') === null) giveFocus(place.current);
  }, [step]);
  return useCallback((element) => (place.current = element), []);
}

/** A `ref` that focuses an element replacing the button that opened it. */
export function focusAtOnce(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}
