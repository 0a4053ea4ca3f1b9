/**
 * The plain bytes of the documents that a collection compressed last, because what was just written is often changed again
 * soon. Whether they still are what is stored is decided by comparing the compressed bytes, so a transaction that was rolled
 * back, or another snapshot, never gets the wrong ones.
 */

/** More documents than change at the same time on a busy floor. */
const MOST = 256;
/** Smaller documents are decompressed about as fast as they are found here; larger ones would take much memory. */
const SMALLEST = 256;
const LARGEST = 16 * 1024;

interface Hot {
  readonly packed: Buffer;
  readonly plain: Buffer;
}

export class HotDocuments {
  /** By record; the one written last comes last. */
  readonly #documents = new Map<number, Hot>();

  remember(record: number, packed: Buffer, plain: Buffer): void {
    this.#documents.delete(record);
    if (plain.length < SMALLEST || plain.length > LARGEST) return;
    // A copy, because what was received is part of a larger message.
    this.#documents.set(record, { packed, plain: Buffer.from(plain) });
    if (this.#documents.size <= MOST) return;
    const [oldest] = this.#documents.keys();
    if (oldest !== undefined) this.#documents.delete(oldest);
  }

  /** The document of these stored bytes, if it is known. */
  plain(record: number, packed: Buffer): Buffer | undefined {
    const hot = this.#documents.get(record);
    return hot?.packed.equals(packed) === true ? hot.plain : undefined;
  }

  forget(record: number): void {
    this.#documents.delete(record);
  }
}
