import { describe, expect, test } from '@jest/globals';
import { StoreUnavailable } from '../../src/ports/basics.ts';
import { intakeGate } from '../../src/usecases/intake/intakeGate.ts';

/** A database that ends one piece of work after the other, each after so many milliseconds. */
function slowStore(gapMs: number) {
  let at = 0;
  let turnedAway = 0;
  const gate = intakeGate({ now: () => at, turnedAway: () => (turnedAway += 1), waiting: () => 0 });
  const waiting: (() => void)[] = [];
  let count = 0;
  return {
    send: () =>
      gate.admit(`in_${(count += 1)}`, () => new Promise<number>((resolve) => waiting.push(() => resolve(at)))),
    /** Ends the first that waits. */
    async endOne() {
      at += gapMs;
      waiting.shift()?.();
      await new Promise(setImmediate);
    },
    pause: (ms: number) => void (at += ms),
    isWaiting: () => waiting.length > 0,
    turnedAway: () => turnedAway,
    inside: () => waiting.length,
  };
}

/** How many are inside when the first is turned away, after the gate has learned how fast the database is. */
async function most(gapMs: number): Promise<number> {
  const store = slowStore(gapMs);
  const results: Promise<unknown>[] = [];
  for (let n = 0; n < 32; n += 1) results.push(store.send());
  for (let n = 0; n < 200; n += 1) {
    await store.endOne();
    results.push(store.send());
  }
  for (;;) {
    const sent = store.send().then(
      () => true,
      (error: unknown) => error,
    );
    await new Promise(setImmediate);
    if (store.turnedAway() > 0) {
      expect(await sent).toBeInstanceOf(StoreUnavailable);
      const count = store.inside();
      while (store.isWaiting()) await store.endOne();
      // Those who were let in are all answered.
      await Promise.all(results);
      return count;
    }
    results.push(sent);
  }
}

describe('[O23] more inquiries at once than can be stored', () => {
  test('as many are let in as are done within half a second, which leaves as much for a slower database', async () => {
    for (const gapMs of [2, 5, 10]) {
      const count = await most(gapMs);
      expect(count * gapMs).toBeGreaterThan(400);
      expect(count * gapMs).toBeLessThan(600);
    }
  });

  test('a slow database still takes those few that come anyway', async () => {
    expect(await most(200)).toBe(32);
  });

  test('a pause is no sign of slowness, and afterwards everyone is let in again', async () => {
    const store = slowStore(5);
    const all = Array.from({ length: 32 }, () => store.send());
    for (let n = 0; n < 32; n += 1) await store.endOne();
    await Promise.all(all);
    store.pause(3_600_000);
    const again = Array.from({ length: 64 }, () => store.send());
    expect(store.turnedAway()).toBe(0);
    while (store.isWaiting()) await store.endOne();
    await Promise.all(again);
  });

  test('a burst after a steady trickle is let in: how slowly inquiries arrived says nothing about the database', async () => {
    const store = slowStore(100);
    const all = [store.send(), store.send()];
    for (let n = 0; n < 100; n += 1) {
      await store.endOne();
      all.push(store.send());
    }
    for (let n = 0; n < 200; n += 1) all.push(store.send());
    expect(store.turnedAway()).toBe(0);
    while (store.isWaiting()) await store.endOne();
    await Promise.all(all);
  });

  test('what is being taken in is known to be so, until it ends or fails', async () => {
    const gate = intakeGate({ turnedAway: () => undefined, waiting: () => 0 });
    let fail: (why: Error) => void = () => undefined;
    const failing = gate.admit('in_1', () => new Promise((_resolve, reject) => (fail = reject)));
    expect([gate.isUnderWay('in_1'), gate.isUnderWay('in_2')]).toEqual([true, false]);
    fail(new Error('failed'));
    await expect(failing).rejects.toThrow('failed');
    expect(gate.isUnderWay('in_1')).toBe(false);
  });

  test('work that fails leaves room for the next', async () => {
    const gate = intakeGate({ turnedAway: () => undefined, waiting: () => 0 });
    for (let n = 0; n < 100; n += 1)
      await expect(gate.admit('in', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await expect(gate.admit('in', () => Promise.resolve(1))).resolves.toBe(1);
  });
});

describe('[O42] an inquiry gives way to work that moves leads on', () => {
  /** A gate with a request of a desk in progress, and inquiries that report when they start. */
  function busyGate() {
    let waiting = 16;
    const gate = intakeGate({ turnedAway: () => undefined, waiting: () => waiting });
    let endDesk: () => void = () => undefined;
    const desk = gate.goFirst(new Promise<void>((resolve) => (endDesk = resolve)));
    const started: string[] = [];
    const send = (id: string, work: () => Promise<unknown> = () => Promise.resolve()) =>
      gate.admit(id, () => {
        started.push(id);
        return work();
      });
    return { send, started, endDesk: async () => (endDesk(), await desk), fewWait: () => void (waiting = 15), gate };
  }

  test('while a group of leads waits: it starts when that work ends', async () => {
    const { send, started, endDesk } = busyGate();
    const sent = send('in_1');
    await new Promise(setImmediate);
    expect(started).toEqual([]);
    await endDesk();
    await sent;
    expect(started).toEqual(['in_1']);
  });

  test('and at once when only a few wait, or nothing is in progress', async () => {
    const busy = busyGate();
    busy.fewWait();
    void busy.send('in_1');
    expect(busy.started).toEqual(['in_1']);
    const calm = busyGate();
    await calm.endDesk();
    void calm.send('in_2');
    expect(calm.started).toEqual(['in_2']);
  });

  test('for a quarter of a second at most', async () => {
    const { send, started } = busyGate();
    const began = performance.now();
    await send('in_1');
    expect(started).toEqual(['in_1']);
    expect(performance.now() - began).toBeGreaterThan(200);
  });

  test('a call never does', async () => {
    const { gate } = busyGate();
    await expect(gate.always('in_1', () => Promise.resolve('on the line'))).resolves.toBe('on the line');
  });

  test('those that gave way start a few at a time, each group when one before it ends', async () => {
    const { send, started, endDesk } = busyGate();
    const ends: (() => void)[] = [];
    const work = () => new Promise<void>((resolve) => ends.push(resolve));
    const all = Array.from({ length: 20 }, (_, n) => send(`in_${n}`, work));
    await endDesk();
    await new Promise(setImmediate);
    expect(started).toHaveLength(16);
    ends[0]?.();
    await all[0];
    await new Promise(setImmediate);
    expect(started).toHaveLength(20);
    for (const end of ends) end();
    await Promise.all(all);
  });

  test('then all that give way continue together, however short they waited', async () => {
    const { send, started } = busyGate();
    const first = send('in_1');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const others = Array.from({ length: 20 }, (_, n) => send(`in_${n + 2}`));
    expect(started).toEqual([]);
    await first;
    expect(started).toHaveLength(21);
    await Promise.all(others);
  });

  test('work that fails gives way back, too', async () => {
    const { send, started, gate, endDesk } = busyGate();
    await expect(gate.goFirst(Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    const sent = send('in_1');
    await endDesk();
    await sent;
    expect(started).toEqual(['in_1']);
  });
});
