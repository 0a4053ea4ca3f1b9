/** The shape of what `npm run bench -- --only speed --json` prints, not how fast anything was. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const PROGRAM = new URL('../../dist/bench.js', import.meta.url).pathname;
const WITHIN_MS = 600_000;

const number: unknown = expect.any(Number);
const quantiles = { p50: number, p99: number };
const SERVED = { to201: quantiles, toOffer: quantiles, acknowledged: number, offered: number, refused: number };
const LOADED = {
  ...SERVED,
  ...{ perSecond: number, closed: number },
  cpuMsPerLead: number,
  cpuOfServiceMsPerLead: number,
  cpuOfDatabaseMsPerLead: number,
  paced: [4, 8].map((desks) => ({ desks, ...SERVED })),
};
const kind = {
  command: expect.any(String),
  collection: expect.any(String),
  shape: expect.any(String),
  perLead: number,
};
const STORED = {
  ...LOADED,
  ...{ commandsPerLead: number, writesPerLead: number, commandsByKind: expect.arrayContaining([kind]) },
  ...{ bytesPerLead: number, indexKeysPerLead: number, indexesOnLeads: number },
  idle: { commandsPerSecond: number, cpuMsPerSecond: number, bytesWrittenPerSecond: number },
};

test(
  'speed measures the relay, the plain program and Leadbell in one run, and what a lead costs each',
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, '--only', 'speed', '--quick', '--json']);
    const { speed } = JSON.parse(stdout) as { speed: { rows: readonly Record<string, unknown>[]; ratios: object } };
    expect(speed.rows).toEqual([
      { program: 'relay', ...LOADED },
      { program: 'plain', ...STORED },
      { program: 'leadbell', ...STORED },
    ]);
    for (const row of speed.rows) expect(row['offered']).toBeGreaterThan(0);
    // The yardstick never changes: one insert, and one update for each of four steps.
    expect(speed.rows[1]).toMatchObject({ commandsPerLead: 5, writesPerLead: 5 });
    expect(Object.keys(speed.ratios)).toEqual(['toRelay', 'toPlain']);
  },
  WITHIN_MS,
);
