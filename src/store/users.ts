/** People who sign in. The mail address is theirs alone; the password is kept as a hash. */
import { Schema, type Connection } from 'mongoose';
import type { User, UserStore } from '../ports.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf } from './model.ts';
import { guarded, guardedClaim, isDuplicate, toPlain } from './plain.ts';

const USER_SCHEMA = new Schema(
  {
    _id: String,
    name: String,
    email: String,
    role: String,
    language: String,
    passwordHash: String,
    active: Boolean,
    agent: new Schema({ teamIds: [String], languages: [String], skills: [String], capacity: Number }, EMBEDDED_OPTIONS),
    createdAt: Date,
  },
  SCHEMA_OPTIONS,
).index({ email: 1 }, { unique: true });

export function userStore(connection: Connection): UserStore {
  const users = modelOf(connection, 'User', USER_SCHEMA, 'users');
  const one = async (filter: Record<string, unknown>): Promise<User | null> => {
    const document = await guarded(() => users.findOne(filter).lean().exec());
    return document ? userOf(document) : null;
  };

  return {
    byId: (id) => one({ _id: id }),
    byEmail: (email) => one({ email: email.toLowerCase() }),
    count: () => guarded(() => users.countDocuments({}).exec()),
    async add({ id, ...fields }, at) {
      const document = { _id: id, ...fields, email: fields.email.toLowerCase(), createdAt: at };
      const result = await guardedClaim(() => users.create([document]));
      return isDuplicate(result) ? 'taken' : 'added';
    },
    async names(ids) {
      const filter = { _id: trusted({ $in: [...new Set(ids)] }) };
      const documents = await guarded(() => users.find(filter, { name: 1 }).lean().exec());
      return new Map(documents.map((document) => [document._id, String(document['name'])]));
    },
    async supervisors() {
      for (const role of ['supervisor', 'administrator']) {
        const documents = await guarded(() => users.find({ role, active: true }).sort({ _id: 1 }).lean().exec());
        if (documents.length > 0) return documents.map(userOf);
      }
      return [];
    },
  };
}

function userOf(document: unknown): User {
  const { createdAt: _createdAt, ...user } = toPlain<User & { createdAt: number }>(document);
  return user;
}
