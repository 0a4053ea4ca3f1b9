/** Updates the receipt by polling its URL, more often when a call is about to come. */
import type { ReceiptStatus } from '../../shared/api.ts';
import { askAgainAfter, describeStatus } from '../../shared/text/form.ts';
import { pickLanguage } from '../../shared/text/index.ts';

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
    const choose = document.querySelector<HTMLElement>('[data-choose]');
    if (choose) choose.hidden = status.step !== 'promised' || status.isAppointment === true;
  }
}

// Write only what changed, so that screen readers announce only changes.
function write(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
