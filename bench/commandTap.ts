/**
 * Runs inside a measured program (node --import), and answers its parent: how often it has asked its database what, and
 * how many documents that wrote. The program itself knows nothing of it.
 */
import mongoose from 'mongoose';
import { watchCommands } from './commands.ts';

/** One kind of command: its name, its collection, and what it asks by, without values. */
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
  // Being asked must not keep the program from ending.
  process.channel?.unref();
}
