/**
 * The migration to skill levels: a list of skills becomes a level for each (1, so that everyone keeps their skills and
 * no lead requires more), and the teams and skills in use become records. Users get the version that conditional edits
 * compare. Running it twice is harmless: records in the new format are left unchanged.
 */
import type { Connection } from 'mongoose';
import { MIN_LEVEL } from '../core/vocabulary/skills.ts';

interface Skilled {
  readonly _id: string;
  readonly skills?: unknown;
  readonly teamIds?: unknown;
  readonly agent?: { readonly skills?: unknown; readonly teamIds?: unknown };
}

export async function levelSkills(connection: Connection): Promise<void> {
  const teams = new Set<string>();
  const skills = new Set<string>();
  for (const name of ['agents', 'campaigns', 'users']) {
    const collection = connection.collection<Skilled>(name);
    for (const document of await collection.find({}).toArray()) {
      const holder = name === 'users' ? document.agent : document;
      if (!holder) continue;
      for (const team of wordsOf(holder.teamIds)) teams.add(team);
      for (const skill of namesOf(holder.skills)) skills.add(skill);
      if (!Array.isArray(holder.skills)) continue;
      const levels = Object.fromEntries(namesOf(holder.skills).map((skill) => [skill, MIN_LEVEL]));
      const path = name === 'users' ? 'agent.skills' : 'skills';
      await collection.updateOne({ _id: document._id }, { $set: { [path]: levels } });
    }
  }
  await keep(connection, 'teams', teams);
  await keep(connection, 'skills', skills);
  await connection.collection('users').updateMany({ version: { $exists: false } }, { $set: { version: 1 } });
}

function namesOf(skills: unknown): readonly string[] {
  if (Array.isArray(skills)) return wordsOf(skills).map(asKey);
  return typeof skills === 'object' && skills !== null ? Object.keys(skills) : [];
}

function wordsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : [];
}

/** A skill is now a field name, where a dot and a leading dollar sign have a special meaning. */
function asKey(skill: string): string {
  return skill.replace(/[.$]/g, '_');
}

async function keep(connection: Connection, collection: 'teams' | 'skills', ids: ReadonlySet<string>): Promise<void> {
  for (const id of ids) {
    await connection
      .collection<{ _id: string }>(collection)
      .updateOne({ _id: id }, { $setOnInsert: { name: id, nameKey: id.toLowerCase(), version: 1 } }, { upsert: true });
  }
}
