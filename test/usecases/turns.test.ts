import { describe, expect, test } from '@jest/globals';
import { intakeGate } from '../../src/usecases/intake/intakeGate.ts';
import { takeTurns } from '../../src/usecases/intake/turns.ts';

const soon = () => new Promise(setImmediate);

/** Work that reports when it starts, and ends when told. */
function workshop() {
  const started: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const work = (name: string) => () => {
    started.push(name);
    return new Promise<string>((resolve, reject) => {
      ends.set(name, (error) => (error ? reject(error) : resolve(name)));
    });
  };
  return { started, work, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}

describe('[O64] inquiries of one person', () => {
  test('are stored one after another, also after one that failed, and nobody else’s wait', async () => {
    const { started, work, end } = workshop();
    const gate = intakeGate({ turnedAway: () => undefined, waiting: () => 0 });
    const send = (id: string, person: string) => gate.admit(id, () => gate.inTurn(person, work(id)));
    const first = send('a1', 'a');
    const others = [send('a2', 'a'), send('a3', 'a'), send('b1', 'b')];
    await soon();
    expect(started).toEqual(['a1', 'b1']);
    end('a1', new Error('failed'));
    await expect(first).rejects.toThrow('failed');
    await soon();
    expect(started).toEqual(['a1', 'b1', 'a2']);
    end('a2');
    await soon();
    expect(started).toEqual(['a1', 'b1', 'a2', 'a3']);
    end('a3');
    end('b1');
    expect(await Promise.all(others)).toEqual(['a2', 'a3', 'b1']);
    // The next one finds nobody.
    void send('a4', 'a');
    await soon();
    expect(started).toContain('a4');
  });

  test('wait for one that doesn’t end no longer than they may', async () => {
    const { started, work } = workshop();
    const inTurn = takeTurns(20);
    void inTurn('a', work('a1'));
    void inTurn('a', work('a2'));
    void inTurn('a', work('a3'));
    await soon();
    expect(started).toEqual(['a1']);
    while (started.length < 3) await soon();
    expect(started).toEqual(['a1', 'a2', 'a3']);
  });

  test('[O23] are turned away like everyone’s when too many are in progress', async () => {
    const { work, started, end } = workshop();
    let at = 0;
    let turnedAway = 0;
    const gate = intakeGate({ now: () => at, turnedAway: () => (turnedAway += 1), waiting: () => 0 });
    const sent: Promise<unknown>[] = [];
    for (let n = 0; n < 400; n += 1)
      sent.push(gate.admit(`in_${String(n)}`, () => gate.inTurn('a', work(`in_${String(n)}`))).catch(() => null));
    at += 1;
    await soon();
    expect(started).toHaveLength(1);
    expect(turnedAway).toBeGreaterThan(100);
    expect(await Promise.all(sent.slice(-100))).toEqual(Array.from({ length: 100 }, () => null));
    // Until all are done, timers run for those that wait.
    for (let done = 0; done < started.length; done += 1) {
      end(started[done] ?? '');
      await soon();
    }
    await Promise.all(sent);
  });
});
