import { expect, test } from '@jest/globals';
import { startService } from '../../support/service.ts';

test('[V152] a report that doesn’t exist is no page', async () => {
  const service = await startService();
  const statusOf = async (path: string) =>
    (await fetch(`${service.url}${path}`, { headers: { accept: 'text/html' } })).status;
  try {
    const reports = ['/reports', '/reports/agents', '/reports/callers', '/reports/survey', '/reports/compliance'];
    expect(await Promise.all(reports.map(statusOf))).toEqual(reports.map(() => 200));
    expect(await statusOf('/reports/nope')).toBe(404);
  } finally {
    await service.close();
  }
});
