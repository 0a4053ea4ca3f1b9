import { expect, test } from '@jest/globals';
import { signInLimits } from '../../src/http/signInLimits.ts';

const VICTIM = 'ana@demo.test';
const fail = async (limits: ReturnType<typeof signInLimits>, email: string, address: string, times: number) => {
  for (let time = 0; time < times; time += 1) await limits.failed(email, address);
};

test('[S7] ten wrong passwords for one account from one address have to wait', async () => {
  const limits = signInLimits();
  await fail(limits, VICTIM, '192.0.2.1', 9);
  expect(await limits.mustWait(VICTIM, '192.0.2.1')).toBeNull();
  await fail(limits, VICTIM, '192.0.2.1', 1);
  expect(await limits.mustWait(VICTIM, '192.0.2.1')).toBeGreaterThan(800);
});

test('[S7] the owner of the account signs in from elsewhere meanwhile', async () => {
  const limits = signInLimits();
  await fail(limits, VICTIM, '192.0.2.1', 30);
  expect(await limits.mustWait(VICTIM, '198.51.100.7')).toBeNull();
});

test('[S7] one address that guesses at many accounts has to wait with all of them', async () => {
  const limits = signInLimits();
  for (let account = 0; account < 50; account += 1) await limits.failed(`user${account}@demo.test`, '192.0.2.1');
  expect(await limits.mustWait(VICTIM, '192.0.2.1')).not.toBeNull();
});

test('[S7] many addresses that guess at one account lock out strangers, not the desk where it is at home', async () => {
  const limits = signInLimits();
  await limits.succeeded(VICTIM, '198.51.100.7');
  for (let host = 0; host < 100; host += 1) await limits.failed(VICTIM, `192.0.2.${host}`);
  expect(await limits.mustWait(VICTIM, '203.0.113.5')).not.toBeNull();
  expect(await limits.mustWait(VICTIM, '198.51.100.7')).toBeNull();
});

test('[S7] signing in rightly clears what was mistyped before', async () => {
  const limits = signInLimits();
  await fail(limits, VICTIM, '192.0.2.1', 9);
  await limits.succeeded(VICTIM, '192.0.2.1');
  await fail(limits, VICTIM, '192.0.2.1', 9);
  expect(await limits.mustWait(VICTIM, '192.0.2.1')).toBeNull();
});
