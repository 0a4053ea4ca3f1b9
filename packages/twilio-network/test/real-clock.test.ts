/** The same network in real time, as the demo runs it: many calls at once, and nothing left behind by stopping. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { TOLL_FREE, startLab, twiml, type Lab } from './support/lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await startLab({ clock: 'real', limits: { speechMsPerCharacter: 1 } });
});
afterEach(() => lab.stop());

test('[N4] two hundred callers wait at once, each knows its place, and each is taken once', async () => {
  lab.app.on(
    '/voice',
    twiml((r) => r.enqueue({ waitUrl: '/wait' }, 'sales')),
  );
  lab.app.on('/wait', ({ parameters }) => twiml((r) => { r.say(`Place ${parameters['QueuePosition']}`); r.pause({ length: 60 }); })); // prettier-ignore
  lab.app.on('/agent', twiml((r) => { r.say('An agent'); r.hangup(); })); // prettier-ignore
  const callers = Array.from({ length: 200 }, (_, n) => lab.network.handset(`+1415555${String(1000 + n)}`));
  for (const caller of callers) caller.dial(TOLL_FREE);
  await Promise.all(callers.map((caller) => caller.waitFor(/Place \d+/, 20_000)));
  const [queue] = await lab.client.queues.list();
  expect(queue?.currentSize).toBe(200);
  const members = await lab.client.queues(queue!.sid).members.list();
  expect(members.map(({ position }) => position)).toEqual(callers.map((_, n) => n + 1));

  await Promise.all(
    members.map(({ callSid }) => lab.client.calls(callSid).update({ url: `${lab.app.url}/agent`, method: 'POST' })),
  );
  await Promise.all(callers.map((caller) => caller.waitForState('idle', 20_000)));
  expect(callers.map(({ said }) => said.filter((text) => text === 'An agent').length)).toEqual(callers.map(() => 1));
  expect((await lab.client.queues(queue!.sid).fetch()).currentSize).toBe(0);
});

test('[N1] time that is real cannot be moved, and a wait says what it waited for', async () => {
  await expect(lab.network.clock.advance(1000)).rejects.toThrow('the clock is real');
  const handset = lab.network.handset('client:ana');
  await expect(handset.waitFor('anything', 20)).rejects.toThrow('client:ana: did not hear anything within 20 ms');
});
