/**
 * Submits the form like the browser would and shows the page that the server returns: the receipt, or the form with its
 * errors. The server renders the only version of the form.
 */

import { dayAndTime, zoneName } from '../../shared/text/clockTime.ts';
import { pickLanguage } from '../../shared/text/index.ts';

/** Longer than the server's timeout for its store. */
const GIVE_UP_AFTER_MS = 20_000;

export function enableInlineSubmit(): void {
  prepare();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-capture')) return;
    event.preventDefault();
    // A second click during the request.
    if (form.getAttribute('aria-busy') === 'true') return;
    void send(form);
  });
  // Back restores the page as it was; make it ready to submit.
  window.addEventListener('pageshow', () => {
    const form = captureForm();
    if (form) setBusy(form, false);
  });
}

function captureForm(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>('form[data-capture]');
}

/** Fills in the browser's time zone, and shows the times to choose from in it. */
function prepare(): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const field = captureForm()?.elements.namedItem('timeZone');
  if (field instanceof HTMLInputElement) field.value = zone;
  const times = captureForm()?.elements.namedItem('callAt');
  if (times instanceof HTMLSelectElement) showTimes(times, zone);
}

function showTimes(select: HTMLSelectElement, zone: string): void {
  const language = pickLanguage([select.dataset['language'] ?? '']);
  for (const option of select.options)
    if (option.value !== '') option.textContent = dayAndTime(Number(option.value), language, zone);
  const hint = document.getElementById(`${select.id}-hint`);
  const name = zoneName(zone, Date.now(), language);
  if (hint) hint.textContent = (select.dataset['times'] ?? '').replace('{zone}', name);
}

async function send(form: HTMLFormElement): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  setBusy(form, true);
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body,
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
    });
    if (response.redirected && response.ok) {
      location.assign(response.url);
      return;
    }
    if (!showAnswer(await response.text())) {
      say(form, response.status === 503 ? form.dataset['failedStore'] : form.dataset['failedOther']);
    }
  } catch {
    // No response. The form may have arrived, but resending is safe: the page's key makes it a repeat.
    say(form, form.dataset['failedNetwork']);
  }
  setBusy(form, false);
}

/** Shows the returned form; false if the page is not the form. */
function showAnswer(html: string): boolean {
  const answer = new DOMParser().parseFromString(html, 'text/html');
  const main = document.getElementById('main');
  const answered = answer.getElementById('main');
  if (!main || !answered?.querySelector('form[data-capture]')) return false;
  main.replaceChildren(...[...answered.childNodes].map((node) => document.importNode(node, true)));
  prepare();
  main.querySelector<HTMLElement>('[role=alert]')?.focus();
  return true;
}

function say(form: HTMLFormElement, sentence = ''): void {
  let notice = document.querySelector<HTMLElement>('#main > .notice-bad');
  if (!notice) {
    notice = document.createElement('p');
    notice.className = 'notice notice-bad';
    notice.setAttribute('role', 'alert');
    notice.tabIndex = -1;
    form.before(notice);
  }
  notice.textContent = sentence;
  notice.focus();
}

function setBusy(form: HTMLFormElement, isBusy: boolean): void {
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]');
  form.setAttribute('aria-busy', String(isBusy));
  if (!button) return;
  button.dataset['label'] ??= button.textContent;
  button.textContent = isBusy ? (form.dataset['sending'] ?? '') : button.dataset['label'];
  button.setAttribute('aria-disabled', String(isBusy));
}
