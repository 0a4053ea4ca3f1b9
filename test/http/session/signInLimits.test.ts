import { expect, test } from '@jest/globals';
import { addressKey } from '../../../src/http/plumbing/addressKey.ts';
import { signInLimits, type SignInLimits } from '../../../src/http/session/signInLimits.ts';

const VICTIM = 'ana@demo.test';
const take = (limits: SignInLimits, email: string, address: string, device: string | null = null) =>
  limits.take({ email, address, device });
const fail = async (limits: SignInLimits, email: string, address: string, times: number, device?: string) => {
  for (let time = 0; time < times; time += 1) await take(limits, email, address, device);
};
const succeed = async (limits: SignInLimits, email: string, address: string, device?: string) => {
  const taken = await take(limits, email, address, device);
  if (!taken.ok) throw new Error('had to wait');
  await taken.succeeded();
};

test('[S7] ten wrong passwords for one account from one address have to wait', async () => {
  const limits = signInLimits();
  await fail(limits, VICTIM, '192.0.2.1', 9);
  expect(await take(limits, VICTIM, '192.0.2.1')).toMatchObject({ ok: true });
  const refused = await take(limits, VICTIM, '192.0.2.1');
  expect(refused.ok ? 0 : refused.waitS).toBeGreaterThan(800);
});

test('[S7] meanwhile the account’s owner signs in from elsewhere', async () => {
  const limits = signInLimits();
  await fail(limits, VICTIM, '192.0.2.1', 30);
  expect(await take(limits, VICTIM, '198.51.100.7')).toMatchObject({ ok: true });
});

test('[S7] one address that guesses at many accounts has to wait with all of them', async () => {
  const limits = signInLimits();
  for (let account = 0; account < 50; account += 1) await take(limits, `user${account}@demo.test`, '192.0.2.1');
  expect(await take(limits, VICTIM, '192.0.2.1')).toMatchObject({ ok: false });
});

test('[S7] many addresses that guess at one account lock out strangers, not the desk where it is at home', async () => {
  const limits = signInLimits();
  await succeed(limits, VICTIM, '198.51.100.7');
  for (let host = 0; host < 100; host += 1) await take(limits, VICTIM, `192.0.2.${host}`);
  expect(await take(limits, VICTIM, '203.0.113.5')).toMatchObject({ ok: false });
  expect(await take(limits, VICTIM, '198.51.100.7')).toMatchObject({ ok: true });
});

test('[S7] a correct sign-in clears earlier typos', async () => {
  const limits = signInLimits();
  await fail(limits, VICTIM, '192.0.2.1', 9);
  await succeed(limits, VICTIM, '192.0.2.1');
  await fail(limits, VICTIM, '192.0.2.1', 9);
  expect(await take(limits, VICTIM, '192.0.2.1')).toMatchObject({ ok: true });
});

test('[S12] tries at the same moment count like tries in turn, for an account, an address and a device', async () => {
  const allowed = async (tries: readonly Promise<{ readonly ok: boolean }>[]) =>
    (await Promise.all(tries)).filter(({ ok }) => ok).length;
  const at = (count: number) => Array.from({ length: count }, (_, index) => index);
  const limits = signInLimits();
  expect(await allowed(at(40).map(() => take(limits, VICTIM, '192.0.2.1')))).toBe(10);
  expect(await allowed(at(40).map(() => take(limits, VICTIM, '192.0.2.1', 'mine')))).toBe(10);
  expect(await allowed(at(90).map((n) => take(limits, `user${n}@demo.test`, '198.51.100.7')))).toBe(50);
  expect(await allowed(at(150).map((n) => take(limits, 'ben@demo.test', `203.0.113.${n}`)))).toBe(100);
});

test('[S12] a right password, a refused try and one without an answer use up nothing', async () => {
  const limits = signInLimits();
  for (let time = 0; time < 60; time += 1) await succeed(limits, `user${time}@demo.test`, '192.0.2.1');
  for (let time = 0; time < 60; time += 1) {
    const taken = await take(limits, VICTIM, '192.0.2.1');
    if (!taken.ok) throw new Error('had to wait');
    await taken.giveBack();
  }
  for (let account = 0; account < 50; account += 1) await take(limits, `other${account}@demo.test`, '192.0.2.1');
  // The address has to wait. Its attempts in the meantime don’t count against the account.
  for (let time = 0; time < 10; time += 1) await take(limits, VICTIM, '192.0.2.1');
  await succeed(limits, VICTIM, '192.0.2.1', 'mine');
  expect(await take(limits, VICTIM, '192.0.2.1')).toMatchObject({ ok: true });
});

test('[S13] wrong tries from the same address lock out neither the known browser nor the known place', async () => {
  const limits = signInLimits();
  await succeed(limits, VICTIM, '192.0.2.1');
  for (let account = 0; account < 60; account += 1) await take(limits, `user${account}@demo.test`, '192.0.2.1');
  expect(await take(limits, VICTIM, '192.0.2.1')).toMatchObject({ ok: true });
  await fail(limits, VICTIM, '192.0.2.1', 20);
  expect(await take(limits, VICTIM, '192.0.2.1')).toMatchObject({ ok: false });
  expect(await take(limits, VICTIM, '192.0.2.1', 'mine')).toMatchObject({ ok: true });
  await fail(limits, VICTIM, '192.0.2.1', 9, 'mine');
  expect(await take(limits, VICTIM, '192.0.2.1', 'mine')).toMatchObject({ ok: false });
});

test('[S16] an IPv6 guesser is one guesser wherever in its /64 it sends from; IPv4 is one however it is written', async () => {
  const limits = signInLimits();
  for (let host = 1; host <= 10; host += 1) await take(limits, VICTIM, `2001:db8:1:2::${host.toString(16)}`);
  expect(await take(limits, VICTIM, '2001:db8:1:2:ffff::9')).toMatchObject({ ok: false });
  expect(await take(limits, VICTIM, '2001:db8:1:3::1')).toMatchObject({ ok: true });
  expect(addressKey('::ffff:192.0.2.1')).toBe(addressKey('192.0.2.1'));
});
