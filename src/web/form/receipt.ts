/** Updates the receipt by polling its URL, more often when a call is about to come. */
import type { ReceiptStatus } from '../../shared/api.ts';
import { askAgainAfter, describeStatus, statusText } from '../../shared/text/form.ts';
import { pickLanguage, translator } from '../../shared/text/index.ts';

const AFTER_FAILURE_MS = 5000;

export function keepUpToDate(): void {
  const place = document.querySelector<HTMLElement>('[data-status]');
  if (!place) return;
  const language = pickLanguage([place.dataset['language'] ?? '']);
  let timer = 0;

  const ask = async () => {
    window.clearTimeout(timer);
    let wait = AFTER_FAILURE_MS;
    try {
      const response = await fetch(location.pathname, { headers: { accept: 'application/json' } });
      if (response.ok) {
        const status = (await response.json()) as ReceiptStatus;
        show(place, status);
        wait = askAgainAfter(status.step);
      }
    } catch {
      // A brief connection problem: keep the status and retry.
    }
    timer = window.setTimeout(() => void ask(), wait);
  };

  // A hidden page does not poll. It polls at once when it becomes visible.
  document.addEventListener('visibilitychange', () => {
    window.clearTimeout(timer);
    if (!document.hidden) void ask();
  });
  void ask();

  function show(element: HTMLElement, status: ReceiptStatus): void {
    const { title, detail } = describeStatus(status, language);
    element.dataset['step'] = status.step;
    write(element.querySelector('[data-title] bdi'), title);
    write(element.querySelector('[data-detail]'), detail);
    document.title = title;
    // Nothing more will happen here.
    const keep = document.querySelector<HTMLElement>('[data-keep]');
    if (keep) keep.hidden = status.step === 'ended';
    showChoice(element, status.mayChoose === true);
  }

  /** The way to another time is on the page while one can be chosen. */
  function showChoice(above: HTMLElement, isThere: boolean): void {
    const choice = document.querySelector('[data-choose]');
    if (!isThere) choice?.remove();
    if (!isThere || choice) return;
    const line = document.createElement('p');
    line.className = 'form-small';
    line.dataset['choose'] = '';
    const link = document.createElement('a');
    link.href = `${location.pathname}/time?lang=${language}`;
    link.textContent = translator(statusText, language)('receipt.choose');
    line.append(link);
    above.after(line);
  }
}

// Write only what changed, so that screen readers announce only changes.
function write(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
