/**
 * Lines of reports were kept in one document per hour, which a busy floor outgrew: each minute has its own now. A minute
 * that is there already stays as it is, so an interrupted step can run again.
 */
import type { Connection } from 'mongoose';
import type { WorkLine } from '../core/report/workLine.ts';
import { minuteOf, type Moment } from '../core/vocabulary/time.ts';
import { runGuarded } from './plain.ts';

interface HourDocument {
  readonly _id: Date;
  readonly lines: string;
}

type Split<Line> = (line: Line) => Iterable<readonly [Moment, Line]>;

const AT_ONCE = 200;

export async function splitHours(connection: Connection): Promise<void> {
  await split(connection, 'report', (line: { readonly openedAt: Moment }) => [[minuteOf(line.openedAt), line]]);
  await split(connection, 'survey', (line: { readonly at: Moment }) => [[minuteOf(line.at), line]]);
  await split(connection, 'work', byMinute);
}

function byMinute({ acts, ...line }: WorkLine): Iterable<readonly [Moment, WorkLine]> {
  const minutes = new Map<Moment, WorkLine['acts']>();
  for (const act of acts) minutes.set(minuteOf(act.at), [...(minutes.get(minuteOf(act.at)) ?? []), act]);
  return [...minutes].map(([minute, some]) => [minute, { ...line, acts: some }] as const);
}

async function split<Line>(connection: Connection, name: string, minutesOf: Split<Line>): Promise<void> {
  const [hours, minutes] = [
    connection.collection<HourDocument>(`${name}Hours`),
    connection.collection<HourDocument & { readonly rev: number }>(`${name}Minutes`),
  ];
  const cursor = hours.find({}).sort({ _id: 1 }).batchSize(1);
  for (;;) {
    const hour = await runGuarded(() => cursor.next());
    if (!hour) break;
    const lines = new Map<Moment, Line[]>();
    for (const line of JSON.parse(hour.lines) as readonly Line[])
      for (const [minute, part] of minutesOf(line)) {
        const known = lines.get(minute);
        if (known) known.push(part);
        else lines.set(minute, [part]);
      }
    const writes = [...lines].map(([minute, some]) => ({
      updateOne: {
        filter: { _id: new Date(minute) },
        update: { $setOnInsert: { rev: 1, lines: JSON.stringify(some) } },
        upsert: true,
      },
    }));
    for (let start = 0; start < writes.length; start += AT_ONCE)
      await runGuarded(() => minutes.bulkWrite(writes.slice(start, start + AT_ONCE), { ordered: false }));
  }
  await runGuarded(() => hours.drop());
}
