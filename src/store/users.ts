/** Users. The email address is unique; the password is stored as a hash. */
import { Schema, type Connection } from 'mongoose';
import type { Schedule } from '../core/vocabulary/hours.ts';
import type { Language } from '../core/vocabulary/language.ts';
import type { PersonLink, User, UserStore } from '../ports/people.ts';
import { EMBEDDED_OPTIONS, SCHEMA_OPTIONS, trusted } from './connection.ts';
import { modelOf } from './model.ts';
import { keep, type Notices } from './notices.ts';
import { runGuarded, runGuardedClaim, isDuplicate, toPlain } from './plain.ts';
import { readsById } from './readsById.ts';

const USER_SCHEMA = new Schema(
  {
    _id: String,
    name: String,
    email: String,
    role: String,
    language: String,
    passwordHash: String,
    active: Boolean,
    agent: new Schema(
      {
        teamIds: [String],
        languages: [String],
        skills: Schema.Types.Mixed,
        siteId: String,
        capacity: Number,
        telephone: String,
      },
      EMBEDDED_OPTIONS,
    ),
    schedule: { type: Schema.Types.Mixed, default: undefined },
    scheduleAt: Date,
    link: new Schema({ kind: String, digest: String, expiresAt: Date }, EMBEDDED_OPTIONS),
    createdAt: Date,
    version: Number,
    changedAt: Date,
    changedBy: String,
  },
  SCHEMA_OPTIONS,
)
  .index({ email: 1 }, { unique: true })
  .index({ 'link.digest': 1 }, { partialFilterExpression: { 'link.digest': { $exists: true } }, name: 'links' });

export function userStore(connection: Connection, notices: Notices): UserStore {
  const users = modelOf(connection, 'User', USER_SCHEMA, 'users');
  const read = readsById(users);
  const one = async (filter: Record<string, unknown>): Promise<User | null> => {
    const document = await runGuarded(() => users.findOne(filter).lean().exec());
    return document ? userOf(document) : null;
  };

  // Names and languages are part of nearly everything displayed, and the floor asks who is scheduled.
  const profiles = keep(notices, 'directory', async (): Promise<ReadonlyMap<string, Profile>> => {
    const documents = await runGuarded(() =>
      users.find({}, { name: 1, language: 1, schedule: 1, scheduleAt: 1 }).lean().exec(),
    );
    return new Map(documents.map((document) => [document._id, toPlain<Profile>(document)]));
  });
  const forgetting = async <T>(write: Promise<T>): Promise<T> => {
    try {
      return await write;
    } finally {
      profiles.forget();
      notices.raise('directory');
    }
  };

  const activeIn = async (role: User['role']) => {
    const documents = await runGuarded(() => users.find({ role, active: true }).sort({ _id: 1 }).lean().exec());
    return documents.map(userOf);
  };
  return {
    async byId(id) {
      const document = await read(id);
      return document ? userOf(document) : null;
    },
    byEmail: (email) => one({ email: email.toLowerCase() }),
    count: () => runGuarded(() => users.countDocuments({}).exec()),
    all: async () => (await runGuarded(() => users.find({}).sort({ name: 1, _id: 1 }).lean().exec())).map(userOf),
    async add({ id, ...fields }, at) {
      const document = { _id: id, version: 1, ...fields, email: fields.email.toLowerCase(), createdAt: at };
      const result = await forgetting(runGuardedClaim(() => users.create([document])));
      return isDuplicate(result) ? 'taken' : 'added';
    },
    async edit(
      { id, agent, schedule, scheduleAt, name, email, role, language, active, version, changedAt, changedBy },
      basedOn,
      dropsLink,
    ) {
      // Listed explicitly: saving a whole user must not restore an older password or link.
      const fields = { name, email: email.toLowerCase(), role, language, active, version, changedAt, changedBy };
      const gone = {
        ...(!agent && { agent: 1 }),
        ...(!schedule && { schedule: 1 }),
        ...(scheduleAt === undefined && { scheduleAt: 1 }),
        ...(dropsLink && { link: 1 }),
      };
      const update = {
        $set: {
          ...fields,
          ...(agent && { agent }),
          ...(schedule && { schedule }),
          ...(scheduleAt !== undefined && { scheduleAt: new Date(scheduleAt) }),
        },
        ...(Object.keys(gone).length > 0 && { $unset: gone }),
      };
      const result = await forgetting(
        runGuardedClaim(() => users.updateOne({ _id: id, version: basedOn }, update).exec()),
      );
      if (isDuplicate(result)) return 'taken';
      return result.matchedCount > 0 ? 'done' : 'stale';
    },
    async setLink(id, link, onlyWithPassword = false) {
      const filter = { _id: id, active: true, ...(onlyWithPassword && { passwordHash: trusted({ $exists: true }) }) };
      const { matchedCount } = await runGuarded(() => users.updateOne(filter, { $set: { link } }).exec());
      return matchedCount > 0;
    },
    async dropLink(id) {
      await runGuarded(() => users.updateOne({ _id: id }, { $unset: { link: 1 } }).exec());
    },
    byLink: (link, now) => one(usableLinkFilter(link, now)),
    async takeLink(link, now, { passwordHash, name, by }) {
      // Changing one's own name is an edit: a concurrent editor of the user is notified.
      const named = name !== undefined && { name, changedAt: new Date(now), changedBy: by };
      const update = {
        $set: { passwordHash, ...named },
        $unset: { link: 1 },
        ...(named && { $inc: { version: 1 } }),
      };
      const document = await forgetting(
        runGuarded(() =>
          users.findOneAndUpdate(usableLinkFilter(link, now), update, { returnDocument: 'after' }).lean().exec(),
        ),
      );
      return document ? userOf(document) : null;
    },
    async names(ids) {
      if (ids.length === 0) return new Map();
      const known = await profiles.get();
      return new Map(ids.flatMap((id) => (known.has(id) ? [[id, known.get(id)?.name ?? '']] : [])));
    },
    language: async (id) => (await profiles.get()).get(id)?.language ?? null,
    async schedules() {
      const known = await profiles.get();
      return new Map(
        [...known].flatMap(([id, { schedule, scheduleAt }]) =>
          schedule ? [[id, { schedule, ...(scheduleAt !== undefined && { savedAt: scheduleAt }) }]] : [],
        ),
      );
    },
    async supervisors() {
      const found = await activeIn('supervisor');
      return found.length > 0 ? found : activeIn('administrator');
    },
    administrators: () => activeIn('administrator'),
  };
}

interface Profile {
  readonly name: string;
  readonly language: Language;
  readonly schedule?: Schedule;
  readonly scheduleAt?: number;
}

function usableLinkFilter({ kind, digest }: Pick<PersonLink, 'kind' | 'digest'>, now: number): Record<string, unknown> {
  return {
    'link.digest': digest,
    'link.kind': kind,
    'link.expiresAt': trusted({ $gt: new Date(now) }),
    active: true,
  };
}

function userOf(document: unknown): User {
  const { createdAt: _createdAt, ...user } = toPlain<User & { createdAt: number }>(document);
  return user;
}
