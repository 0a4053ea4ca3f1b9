/** Inquiries that an earlier version erased still have a digest of what was sent, which would confirm a guess of it. */
import type { Connection } from 'mongoose';
import { eraseRequestKeys, NOBODY } from './eraseLead.ts';
import type { AnyDocument } from './model.ts';
import { runGuarded } from './plain.ts';

/** Everyone else has a name, or a number or an address. */
const ERASED = {
  bodyHash: { $exists: true },
  rawBody: { $exists: false },
  'person.name': NOBODY,
  'person.tel': { $exists: false },
  'person.email': { $exists: false },
} as const;

export async function dropDigests(connection: Connection): Promise<void> {
  const inquiries = connection.collection<AnyDocument>('inquiries');
  await eraseRequestKeys(inquiries, ERASED);
  await runGuarded(() => inquiries.updateMany(ERASED, { $unset: { bodyHash: '' } }));
}
