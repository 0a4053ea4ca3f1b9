/**
 * Scoring, training and the leads page over a database of a given size: closed leads, a tenth as many that wait and a
 * twentieth with a callback, each with its card. Inquiries are filled for the newest closed leads, which is what
 * training reads, and facts for what the sweeps look at; nothing measured reads the others.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { censusOf, fillFolder } from '../many/fill.ts';
import { settle } from '../many/settle.ts';
import { withStores } from '../people.ts';
import { dataIn, startDatabase, startService, untilReady, withFolder } from '../programs.ts';
import { learning, showLearning, type Learning } from './learning.ts';
import { lists, showLists, type Lists } from './lists.ts';
import { promisingLeads, WRITTEN } from './promising.ts';

export interface ScoreMeasured {
  readonly closed: number;
  readonly open: number;
  /** Seconds. */
  readonly fill: number;
  readonly learning: Learning;
  readonly lists: Lists;
}

export interface ScoreOptions {
  readonly leads: number;
  /** Questions for each filter under each order. */
  readonly times: number;
}

export function score({ leads, times }: ScoreOptions, say: (line: string) => void): Promise<ScoreMeasured> {
  return withFolder(async (folder, started) => {
    const now = Date.now();
    const census = censusOf(leads);
    const base = await settle(join(folder, 'base'), started);
    const at = join(folder, 'filled');
    await mkdir(at);
    const began = performance.now();
    await fillFolder(dataIn(base.at), dataIn(at), (collection) => promisingLeads(census, now, collection), WRITTEN);
    const fill = Math.round((performance.now() - began) / 1000);
    say(`  score: ${leads} closed, ${census.waiting + census.callback} open: filled in ${fill} s`);

    const database = await startDatabase(at);
    started.push(database);
    const learned = await withStores(database.address, (stores) => learning(stores, now));
    say(showLearning(learned).join('\n'));
    const service = await startService(at, database);
    started.push(service);
    await untilReady(service.address);
    const pages = await lists({
      ...{ url: service.address, cookie: base.cookies.supervisor },
      ...{ closed: leads, now, times },
    });
    return { closed: leads, open: census.waiting + census.callback, fill, learning: learned, lists: pages };
  });
}

export function showScore({ closed, open, fill, learning: learned, lists: pages }: ScoreMeasured): readonly string[] {
  return [
    '',
    `  ${closed} closed leads and ${open} open ones, filled in ${fill} s`,
    ...showLearning(learned),
    '',
    `  ${'ms'.padEnd(22)}${'p50 / p99'.padStart(20)}`,
    ...showLists(pages),
  ];
}
