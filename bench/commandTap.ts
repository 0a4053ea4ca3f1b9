/**
 * Runs inside a measured program (node --import) and reports to its parent: how often it sent which command to its
 * database, and how many documents that wrote. The program itself doesn’t know about it.
 */
import mongoose from 'mongoose';
import { watchCommands } from './commands.ts';

/** One kind of command: its name, its collection, and the fields it queries by, without values. */
export interface CommandCount {
  readonly command: string;
  readonly collection: string;
  readonly shape: string;
  count: number;
  /** Documents inserted, changed or deleted. */
  writes: number;
}

if (process.send) {
  const counts = new Map<string, CommandCount>();
  const countOf = (command: string, collection: string, shape: string): CommandCount => {
    const key = `${command} ${collection} ${shape}`;
    const known = counts.get(key) ?? { command, collection, shape, count: 0, writes: 0 };
    counts.set(key, known);
    return known;
  };
  const { MongoClient } = mongoose.mongo;
  const watched = new WeakSet<object>();
  const connect = Object.getOwnPropertyDescriptor(MongoClient.prototype, 'connect')?.value as () => Promise<never>;
  MongoClient.prototype.connect = function (this: mongoose.mongo.MongoClient) {
    if (!watched.has(this)) {
      watched.add(this);
      watchCommands(
        this,
        ({ name, collection, shape }) => (countOf(name, collection, shape).count += 1),
        ({ name, collection, shape, writes }) => (countOf(name, collection, shape).writes += writes),
      );
    }
    return connect.call(this);
  };
  process.on('message', (message) => {
    if (message === 'commands') process.send?.([...counts.values()]);
  });
  // Reporting must not keep the program alive.
  process.channel?.unref();
}
