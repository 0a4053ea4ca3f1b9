/**
 * Changes some top-level fields in a document's bytes. The others keep their bytes and positions; new fields come last, as
 * in MongoDB.
 */
import { fieldsOf, HEAD_BYTES } from './fields.ts';
import { encodeDocument } from './wire.ts';
import type { Document } from './language/values.ts';

/** `next` has at least the fields of `changed`; one that it lacks is removed. */
export function spliced(bytes: Buffer, changed: ReadonlySet<string>, next: Document): Buffer {
  const encoded = Buffer.from(
    encodeDocument(Object.fromEntries(Object.entries(next).filter(([name]) => changed.has(name)))),
  );
  const fresh = new Map(fieldsOf(encoded).map(({ name, start, end }) => [name, encoded.subarray(start, end)]));
  const parts: Buffer[] = [];
  // Adjacent unchanged fields are copied together.
  let from = HEAD_BYTES;
  for (const { name, start, end } of fieldsOf(bytes)) {
    if (!changed.has(name)) continue;
    parts.push(bytes.subarray(from, start));
    const part = fresh.get(name);
    if (part) parts.push(part);
    fresh.delete(name);
    from = end;
  }
  parts.push(bytes.subarray(from, -1), ...fresh.values());
  const size = parts.reduce((total, part) => total + part.length, HEAD_BYTES + 1);
  const document = Buffer.allocUnsafe(size);
  let at = document.writeInt32LE(size, 0);
  for (const part of parts) at += part.copy(document, at);
  document[at] = 0;
  return document;
}
