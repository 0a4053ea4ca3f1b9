/** Short messages at the bottom of the page, announced politely. They disappear on their own; nothing depends on them. */
import { createStore, useStore } from '../createStore.ts';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const LIFE_MS = 6000;
const toasts = createStore<readonly Toast[]>([]);
let last = 0;

export function toast(text: string): void {
  last += 1;
  const id = last;
  toasts.set([...toasts.get().slice(-2), { id, text }]);
  setTimeout(() => toasts.set(toasts.get().filter((one) => one.id !== id)), LIFE_MS);
}

/** Called before a new attempt, to remove the messages of the last one. */
export function clearToasts(): void {
  toasts.set([]);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {useStore(toasts).map((one) => (
        <div class="toast" key={one.id}>
          <bdi>{one.text}</bdi>
        </div>
      ))}
    </div>
  );
}
