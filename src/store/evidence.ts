/**
 * Signing keys and signed roots. The private key is in the settings, as the other secrets of the installation are. A root
 * is kept with its leaves, because a certificate is proved by the path between them.
 */
import { Schema, type Connection } from 'mongoose';
import { makeKey } from '../evidence/keys.ts';
import type { DecisionStore } from '../ports/leads.ts';
import type { EvidenceStore, Keys, SignedRoot } from '../ports/evidence.ts';
import type { SettingsStore } from '../ports/settings.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS } from './connection.ts';
import { inquiryOf } from './inquiries.ts';
import { modelOf, type AnyDocument } from './model.ts';
import { isDuplicate, runGuarded, runGuardedClaim, toPlain } from './plain.ts';

const ROOT = { n: Number, previous: String, from: Date, until: Date, count: Number, root: String, keyId: String };
const SCHEMA = new Schema(
  { _id: String, root: new Schema({ ...ROOT, signature: String }, EMBEDDED_OPTIONS), leaves: Buffer },
  SCHEMA_OPTIONS,
)
  .index({ 'root.n': 1 }, { unique: true, name: 'in_order' })
  .index({ 'root.until': 1 }, { name: 'by_time' });
const KEYS = 'evidenceKeys';
const LEAF_BYTES = 32;
const DECISIONS_AT_ONCE = 100;

export function evidenceStore(
  connection: Connection,
  settings: SettingsStore,
  decisions: Pick<DecisionStore, 'ofLeads'>,
): EvidenceStore {
  const roots = modelOf(connection, 'SignedRoot', SCHEMA, 'signedRoots');
  const native = (name: string) => connection.collection<AnyDocument>(name);
  const end = async (order: 1 | -1): Promise<SignedRoot | null> => {
    const found = await runGuarded(() => roots.findOne({}).sort({ 'root.n': order }).select({ root: 1 }).lean().exec());
    return found && toPlain<{ root: SignedRoot }>(found).root;
  };

  return {
    async keys(now) {
      const known = await settings.get<Keys>(KEYS);
      if (known) return known;
      const current = makeKey(now);
      const { privateKey: _privateKey, ...all } = current;
      // Insert only: if another node was first, its key counts.
      await settings.replace(KEYS, { version: 1, current, all: [all] } as Keys, 0);
      return (await settings.get<Keys>(KEYS)) ?? { version: 1, current, all: [all] };
    },
    rotate(next, { version, all }) {
      const { privateKey: _privateKey, ...added } = next;
      const ended = all.map((key) => (key.until === undefined ? { ...key, until: next.from } : key));
      const keys: Keys = { version: version + 1, current: next, all: [...ended, added] };
      return settings.replace(KEYS, keys, version);
    },
    latestRoot: () => end(-1),
    firstRoot: () => end(1),
    async rootAt(at) {
      const found = await runGuarded(() =>
        native('signedRoots').findOne({ 'root.until': { $gt: new Date(at) } }, { sort: { 'root.until': 1 } }),
      );
      if (!found) return null;
      const { root } = toPlain<{ root: SignedRoot }>({ root: found['root'] });
      const { buffer } = found['leaves'] as { buffer: Uint8Array };
      return root.from <= at ? { root, leaves: leavesIn(Buffer.from(buffer)) } : null;
    },
    async addRoot(root, leaves) {
      const dates = { from: new Date(root.from), until: new Date(root.until) };
      const document = {
        _id: String(root.n),
        root: { ...root, ...dates },
        leaves: Buffer.from(leaves.join(''), 'hex'),
      };
      const result = await runGuardedClaim(() => native('signedRoots').insertOne(document));
      return isDuplicate(result) ? 'known' : 'added';
    },
    async toProve(from, until, limit) {
      const within = { $gte: new Date(from), $lt: new Date(until) };
      const [inquiries, leads] = await Promise.all([
        runGuarded(() =>
          native('inquiries')
            .find({ receivedAt: within })
            .sort({ receivedAt: 1 })
            .limit(limit + 1)
            .toArray(),
        ),
        runGuarded(() =>
          native('leads')
            .find({ closedAt: within }, { projection: { entryCount: 1, headHash: 1, closedAt: 1 } })
            .sort({ closedAt: 1 })
            .limit(limit + 1)
            .toArray(),
        ),
      ]);
      const last = (list: readonly AnyDocument[], field: string) =>
        list.length > limit ? (list.at(-1)?.[field] as Date).getTime() : until;
      const reached = Math.min(last(inquiries, 'receivedAt'), last(leads, 'closedAt'));
      // As many in one millisecond as in a whole batch: take them all the same, rather than never.
      const stop = reached > from ? reached : from + 1;
      const closed = leads.filter(({ closedAt }) => (closedAt as Date).getTime() < stop);
      const chosen = [];
      for (let at = 0; at < closed.length; at += DECISIONS_AT_ONCE) {
        const ids = closed.slice(at, at + DECISIONS_AT_ONCE).map(({ _id }) => _id);
        chosen.push(...(await decisions.ofLeads(ids)));
      }
      return {
        until: stop,
        inquiries: inquiries.filter(({ receivedAt }) => (receivedAt as Date).getTime() < stop).map(inquiryOf),
        leads: closed.map(({ _id, entryCount, headHash }) => ({
          id: _id,
          entryCount: Number(entryCount),
          headHash: String(headHash),
        })),
        decisions: chosen,
      };
    },
  };
}

function leavesIn(bytes: Buffer): readonly string[] {
  const count = bytes.length / LEAF_BYTES;
  return Array.from({ length: count }, (_, at) => bytes.toString('hex', at * LEAF_BYTES, (at + 1) * LEAF_BYTES));
}
