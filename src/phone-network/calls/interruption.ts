/** Why a flow stopped before its document was over. It is thrown out of every wait and caught where the flow began. */
export class Interruption extends Error {
  readonly why: 'ended' | 'redirected' | 'stopped';

  constructor(why: Interruption['why']) {
    super(why);
    this.name = 'Interruption';
    this.why = why;
  }
}

/** Runs work that may be stopped by its own signal; false when it was, while the outer signal did not stop it. */
export async function unlessStopped(work: Promise<unknown>, outer: AbortSignal): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof Interruption && !outer.aborted) return false;
    throw error;
  }
}

/** Resolves with the promise, or rejects with the signal's reason, whichever is first. */
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

/** A promise with its resolve outside. */
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
