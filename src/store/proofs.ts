/**
 * Browsers that prove a number: one document each. Attempts and uses of a code are conditional writes, so that neither
 * two requests at once nor two nodes allow more than one does.
 */
import { Schema, type Connection } from 'mongoose';
import type { NumberProof, WaitingProof } from '../core/law/numberProof.ts';
import { DAY, SECOND } from '../core/vocabulary/time.ts';
import type { ProofStore } from '../ports/proofs.ts';
import { SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf } from './model.ts';
import { isDuplicate, runGuarded, runGuardedClaim, toPlain } from './plain.ts';

const KEPT_MS = 2 * DAY;
const MOST_READ = 1000;

const PROOF_SCHEMA = new Schema(
  {
    _id: String,
    numberId: String,
    inquiryId: String,
    startedAt: Date,
    code: String,
    codeUntil: Date,
    tries: Number,
    textedAt: Date,
    /** The place among the texts or emails of a number or address and day. */
    textKey: String,
    provenUntil: Date,
    erasureId: String,
  },
  SCHEMA_OPTIONS,
)
  .index(
    { numberId: 1, startedAt: -1 },
    { partialFilterExpression: { numberId: { $exists: true } }, name: 'newest_of_number' },
  )
  .index(
    { textKey: 1 },
    { unique: true, partialFilterExpression: { textKey: { $exists: true } }, name: 'texts_of_day' },
  )
  .index({ startedAt: 1 }, { expireAfterSeconds: KEPT_MS / SECOND, name: 'removal' });

export function proofStore(connection: Connection): ProofStore {
  const proofs = modelOf(connection, 'NumberProof', PROOF_SCHEMA, 'numberProofs');
  const change = async (filter: object, update: object): Promise<boolean> =>
    (await runGuarded(() => proofs.updateOne(filter, update).exec())).matchedCount === 1;
  const waiting = (numberId: string, since: number) => ({
    numberId,
    startedAt: trusted({ $gt: new Date(since) }),
    provenUntil: trusted({ $exists: false }),
  });

  return {
    async add({ id, ...fields }) {
      await runGuarded(() => proofs.create([{ _id: id, ...fields }]));
    },
    async byId(id) {
      const document = await runGuarded(() => proofs.findOne({ _id: id }).lean().exec());
      return document && proofOf(document);
    },
    async isAwaited(numberId, since) {
      return (await runGuarded(() => proofs.exists(waiting(numberId, since)).exec())) !== null;
    },
    async waiting(numberId, since) {
      const query = proofs.find(waiting(numberId, since)).sort({ startedAt: 1 }).limit(MOST_READ);
      const found = await runGuarded(() => query.select({ inquiryId: 1, startedAt: 1 }).lean().exec());
      return found.map((document) => toPlain<WaitingProof>(document));
    },
    async tell(ids, { code, codeUntil }) {
      const those = { _id: trusted({ $in: ids }), provenUntil: trusted({ $exists: false }) };
      await runGuarded(() => proofs.updateMany(those, { $set: { code, codeUntil: new Date(codeUntil) } }).exec());
    },
    async claimText(id, textKey, { code, codeUntil }, at) {
      const fresh = { _id: id, textKey: trusted({ $exists: false }), provenUntil: trusted({ $exists: false }) };
      const set = { $set: { textKey, textedAt: new Date(at), code, codeUntil: new Date(codeUntil) } };
      const result = await runGuardedClaim(() => proofs.updateOne(fresh, set).exec());
      return !isDuplicate(result) && result.modifiedCount === 1;
    },
    countTry: (id, most) => change({ _id: id, tries: trusted({ $lt: most }) }, { $inc: { tries: 1 } }),
    prove: (id, code, now, provenUntil) =>
      change(
        { _id: id, code, codeUntil: trusted({ $gt: new Date(now) }) },
        { $set: { provenUntil: new Date(provenUntil) }, $unset: { code: 1, codeUntil: 1 } },
      ),
    async erasedBy(id, erasureId) {
      await change({ _id: id }, { $set: { erasureId } });
    },
    async forget(numberId) {
      const gone = { $unset: { numberId: 1, inquiryId: 1, textKey: 1, code: 1, codeUntil: 1 } };
      await runGuarded(() => proofs.updateMany({ numberId }, gone).exec());
    },
  };
}

function proofOf(document: unknown): NumberProof {
  const { textKey: _textKey, ...proof } = toPlain<NumberProof & { readonly textKey?: string }>(document);
  return proof;
}
