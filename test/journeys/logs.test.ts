import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startDemo, type Demo } from '../support/demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ LOG_LEVEL: 'debug' });
});
afterAll(() => demo.stop());

type Line = Readonly<Record<string, unknown>>;
const lines = (): readonly Line[] =>
  demo
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

/** The process writes its output asynchronously. */
async function said(matches: (line: Line) => boolean): Promise<Line> {
  for (;;) {
    const found = lines().find(matches);
    if (found) return found;
    await new Promise(setImmediate);
  }
}

test('[U7] every line that a request causes carries the identifier that its answer has', async () => {
  const send = () =>
    fetch(`${demo.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: demo.url },
      body: JSON.stringify({ email: 'nobody@demo.test', password: 'wrong' }),
    });
  const answers = await Promise.all([send(), send()]);
  const ids = answers.map((answer) => answer.headers.get('x-request-id'));
  expect(new Set(ids).size).toBe(2);
  for (const requestId of ids) {
    await said((line) => line['msg'] === 'request' && line['requestId'] === requestId);
    const own = lines().filter((line) => line['requestId'] === requestId);
    expect(own.map((line) => line['msg'])).toEqual(['a sign-in was refused', 'request']);
    expect(JSON.stringify(own)).not.toContain('127.0.0.1');
    expect(own[1]).toMatchObject({ level: 'info', route: '/api/session', status: 401, ms: expect.any(Number) });
  }
});

test('[U7] a request about a lead names it, once it was found to be one', async () => {
  const cookie = await demo.signIn('sam@demo.test');
  const { leads } = await demo.get<{ leads: readonly { id: string }[] }>('/api/leads', cookie);
  const id = leads[0]?.id ?? '';
  await fetch(`${demo.url}/api/leads/${id}`, { headers: { cookie } });
  await said((line) => line['route'] === '/api/leads/:id' && line['leadId'] === id);
  await fetch(`${demo.url}/api/leads/Quackenbush`, { headers: { cookie } });
  await said((line) => line['route'] === '/api/leads/:id' && line['status'] === 404);
  expect(demo.output()).not.toContain('Quackenbush');
});
