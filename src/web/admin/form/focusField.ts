/** Goes to the field that a path names, or to what holds it when the field itself is not drawn. */
const CONTROLS = 'input, select, textarea, button, [tabindex]';

export function focusField(path: string): void {
  const element = nearest(path);
  if (!element) return;
  const control = element.matches(CONTROLS) ? element : element.querySelector<HTMLElement>(CONTROLS);
  (control ?? element).focus();
  element.scrollIntoView({ block: 'center' });
}

function nearest(path: string): HTMLElement | null {
  const found = document.getElementById(path);
  if (found || !path.includes('.')) return found;
  return nearest(path.split('.').slice(0, -1).join('.'));
}
