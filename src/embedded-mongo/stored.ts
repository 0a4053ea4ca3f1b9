/** A document as it was found: its bytes, and decoded as far as anybody looks into it. */
import type { FieldPicker } from './fields.ts';
import type { Document } from './language/values.ts';
import type { Store } from './store.ts';
import { decodeDocument } from './wire.ts';

export class Stored {
  readonly record: number;
  /** The document as it is stored. */
  readonly bytes: Buffer;
  readonly #store: Store;
  #document: Document | null = null;

  constructor(store: Store, record: number, bytes: Buffer) {
    this.#store = store;
    this.record = record;
    this.bytes = bytes;
  }

  get document(): Document {
    this.#document ??= this.#decode(null);
    return this.#document;
  }

  /** At least the fields that the picker takes; null takes all. */
  fields(picker: FieldPicker | null): Document {
    return this.#document ?? (picker ? this.#decode(picker) : this.document);
  }

  /** What was stored is a document; bytes that are none were changed by something else. */
  #decode(picker: FieldPicker | null): Document {
    try {
      return decodeDocument(picker ? picker.pick(this.bytes) : this.bytes);
    } catch (error) {
      return this.#store.damaged(error);
    }
  }
}
