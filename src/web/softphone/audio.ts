/**
 * The page's audio: one shared context, unlocked by the first click or key as browsers require. Sound requested earlier
 * starts then.
 */
let context: AudioContext | null = null;
const blocked = new Set<HTMLAudioElement>();

export function audioContext(): AudioContext {
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  return context;
}

/** Plays now, or after the next click if the browser requires one. */
export function playElement(element: HTMLAudioElement): void {
  element.play().then(
    () => blocked.delete(element),
    () => blocked.add(element),
  );
}

/** Unlocks sound at the next click or key. Call once per page. */
export function unlockSound(): void {
  for (const gesture of ['pointerdown', 'keydown']) {
    addEventListener(gesture, () => {
      if (context?.state === 'suspended') void context.resume();
      for (const element of [...blocked]) playElement(element);
    });
  }
}
