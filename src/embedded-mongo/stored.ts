/** A stored document: its bytes, decoded only as far as needed. */
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

  /** Every stored value is a document; anything else means the file was damaged. */
  #decode(picker: FieldPicker | null): Document {
    try {
      return decodeDocument(picker ? picker.pick(this.bytes) : this.bytes);
    } catch (error) {
      return this.#store.damaged(error);
    }
  }
}
