import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { superviseLead } from '../../src/usecases/lead/superviseLead.ts';
import { viewDuplicates } from '../../src/usecases/lead/viewDuplicates.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

let world: World;
let sent = 0;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

async function inquire(email: string): Promise<string> {
  sent += 1;
  world.pass(1000);
  const { person } = testInquiry('in', world.now(), `+1202555${String(4000 + sent)}`);
  return world.inquire({ person: { ...person, email } });
}

test('[V223] a page continues past leads whose suspects are closed by now, and leaves out no lead’s suspects', async () => {
  const first = await inquire('rosa@example.com');
  const second = await inquire('rosa@example.com');
  for (let n = 0; n < 30; n += 1) {
    const closing = await inquire(`gone${String(n)}@example.com`);
    await inquire(`gone${String(n)}@example.com`);
    await superviseLead(world.parts, 'sam', closing, { verb: 'close', outcome: 'notInterested' });
  }
  const many: string[] = [];
  for (let n = 0; n < 12; n += 1) many.push(await inquire('tom@example.com'));
  const { groups, next } = await viewDuplicates(world.parts, { language: 'en' }, { limit: 10 });
  expect(groups.map(({ leads, more }) => [leads.map(({ id }) => id), more])).toEqual([
    [many.slice(2), 2],
    [[first, second], 0],
  ]);
  expect(next).toBeNull();
});
