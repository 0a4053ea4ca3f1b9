/** Focuses the field at a path, or its nearest container if the field is not rendered; false if neither is on the page. */
const CONTROLS = 'input, select, textarea, button, [tabindex]';

export function focusField(path: string): boolean {
  const element = nearest(path);
  if (!element) return false;
  const control = element.matches(CONTROLS) ? element : element.querySelector<HTMLElement>(CONTROLS);
  (control ?? element).focus();
  element.scrollIntoView({ block: 'center' });
  return true;
}

function nearest(path: string): HTMLElement | null {
  const found = document.getElementById(path);
  if (found || !path.includes('.')) return found;
  return nearest(path.split('.').slice(0, -1).join('.'));
}
