/**
 * The browser's sound: one context for all, and the permission to sound at all, which a browser gives at a click or a key.
 * What was to be heard before that is heard from then on.
 */
let context: AudioContext | null = null;
const blocked = new Set<HTMLAudioElement>();

export function audioContext(): AudioContext {
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  return context;
}

/** Plays it now, or, where the browser wants a click first, from the next one on. */
export function playElement(element: HTMLAudioElement): void {
  element.play().then(
    () => blocked.delete(element),
    () => blocked.add(element),
  );
}

/** Lets sound begin with the next click or key, whatever it is for. Once for each page. */
export function unlockSound(): void {
  for (const gesture of ['pointerdown', 'keydown']) {
    addEventListener(gesture, () => {
      if (context?.state === 'suspended') void context.resume();
      for (const element of [...blocked]) playElement(element);
    });
  }
}
