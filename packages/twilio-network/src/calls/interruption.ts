/** Why a flow stopped before the end of its document. Thrown by every wait and caught where the flow started. */
export class Interruption extends Error {
  readonly why: 'ended' | 'redirected' | 'stopped';

  constructor(why: Interruption['why']) {
    super(why);
    this.name = 'Interruption';
    this.why = why;
  }
}

/** Awaits work that has a signal of its own. False if that signal stopped it; throws if the outer signal did. */
export async function unlessStopped(work: Promise<unknown>, outer: AbortSignal): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof Interruption && !outer.aborted) return false;
    throw error;
  }
}

/** Resolves with the promise, or rejects with the signal's reason, whichever comes first. */
export function orInterrupted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** A promise with its resolve function. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

export function deferred<T>(): Deferred<T> {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((give) => {
    resolve = give;
  });
  return { promise, resolve };
}
