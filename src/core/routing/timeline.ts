/**
 * What is still to come, earliest first; at the same moment, what was added first. What is known from the beginning is
 * sorted once; what is added later, which is little at any moment, is in a binary heap.
 */
import type { Moment } from '../vocabulary/time.ts';

interface Entry<T> {
  readonly at: Moment;
  readonly nth: number;
  readonly event: T;
}

export interface Planned<T> {
  readonly at: Moment;
  readonly event: T;
}

export class Timeline<T> {
  readonly #known: readonly Planned<T>[];
  #taken = 0;
  readonly #heap: Entry<T>[] = [];
  #added = 0;

  constructor(known: readonly Planned<T>[] = []) {
    this.#known = known.toSorted((one, other) => one.at - other.at);
  }

  add(at: Moment, event: T): void {
    this.#added += 1;
    this.#heap.push({ at, nth: this.#added, event });
    this.#rise(this.#heap.length - 1);
  }

  /** Of what comes next; Infinity if nothing does. */
  get nextAt(): Moment {
    const [known, added] = [this.#known[this.#taken]?.at, this.#heap[0]?.at];
    return Math.min(known ?? Number.POSITIVE_INFINITY, added ?? Number.POSITIVE_INFINITY);
  }

  take(): Planned<T> | undefined {
    const [first] = this.#heap;
    const known = this.#known[this.#taken];
    if (known && (!first || known.at <= first.at)) {
      this.#taken += 1;
      return known;
    }
    const last = this.#heap.pop();
    if (first !== last && last) {
      this.#heap[0] = last;
      this.#sink();
    }
    return first;
  }

  #rise(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfEarlier(at, parent)) return;
      at = parent;
    }
  }

  #sink(): void {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = right < this.#heap.length && this.#isEarlier(right, left) ? right : left;
      if (child >= this.#heap.length || !this.#swapIfEarlier(child, at)) return;
      at = child;
    }
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    if (!this.#isEarlier(child, parent)) return false;
    const [one, other] = [this.#heap[child], this.#heap[parent]];
    if (one && other) [this.#heap[child], this.#heap[parent]] = [other, one];
    return true;
  }

  #isEarlier(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.nth < b.nth));
  }
}
