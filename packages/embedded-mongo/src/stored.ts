/** A stored document: its bytes, decoded only as far as needed. */
import type { FieldPicker } from './fields.ts';
import type { Document } from './language/values.ts';
import type { Store } from './store.ts';
import { decodeDocument } from './wire.ts';

/** A document's bytes from what the store holds. */
export type Unpack = (value: Buffer) => Buffer;

export class Stored {
  readonly record: number;
  readonly #store: Store;
  readonly #unpack: Unpack;
  /** As it is stored, until the document's bytes are asked for. */
  #value: Buffer;
  #isUnpacked = false;
  #document: Document | null = null;

  /** `value`: what the store holds, or the document's plain bytes. */
  constructor(store: Store, unpack: Unpack, record: number, value: Buffer) {
    this.#store = store;
    this.#unpack = unpack;
    this.record = record;
    this.#value = value;
  }

  /** The document's BSON. */
  get bytes(): Buffer {
    if (!this.#isUnpacked) {
      this.#value = this.#orDamaged(() => this.#unpack(this.#value));
      this.#isUnpacked = true;
    }
    return this.#value;
  }

  get document(): Document {
    this.#document ??= this.#decode(null);
    return this.#document;
  }

  /** At least the fields that the picker takes; null takes all. */
  fields(picker: FieldPicker | null): Document {
    return this.#document ?? (picker ? this.#decode(picker) : this.document);
  }

  #decode(picker: FieldPicker | null): Document {
    const { bytes } = this;
    return this.#orDamaged(() => decodeDocument(picker ? picker.pick(bytes) : bytes));
  }

  /** Every stored value is a document; anything else means the file was damaged. */
  #orDamaged<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      return this.#store.damaged(error);
    }
  }
}
