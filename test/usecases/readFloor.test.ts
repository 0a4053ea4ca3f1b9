import { expect, test } from '@jest/globals';
import type { Parts } from '../../src/ports/parts.ts';
import { floorReader, type FloorReading } from '../../src/usecases/floor/readFloor.ts';

/** Readings that end when the test says so; each is known by when it began. */
function slowFloor() {
  const began: string[] = [];
  const ends: ((error?: Error) => void)[] = [];
  let moment = 'first';
  const read = floorReader(() => {
    const reading = moment;
    began.push(reading);
    return new Promise((resolve, reject) => {
      ends.push((error) => (error ? reject(error) : resolve({ reading } as unknown as FloorReading)));
    });
  });
  const ask = async () => ((await read({} as Parts)) as unknown as { reading: string }).reading;
  return {
    ask,
    began,
    end: (error?: Error) => ends.shift()?.(error),
    changeTo: (name: string) => void (moment = name),
  };
}
const rest = () => new Promise((resolve) => setImmediate(resolve));

test('[O48] twenty supervisors who ask at once get two readings, each begun after they asked', async () => {
  const { ask, began, end, changeTo } = slowFloor();
  const first = ask();
  changeTo('second');
  const others = Array.from({ length: 19 }, ask);
  await rest();
  expect(began).toEqual(['first']);
  end();
  expect(await first).toBe('first');
  await rest();
  expect(began).toEqual(['first', 'second']);
  changeTo('third');
  const late = ask();
  end();
  expect(new Set(await Promise.all(others))).toEqual(new Set(['second']));
  await rest();
  end();
  expect(await late).toBe('third');
});

test('[O48] a reading that fails fails for those who asked for it, and the next one is made', async () => {
  const { ask, began, end } = slowFloor();
  const failing = ask();
  const waiting = ask();
  end(new Error('away'));
  await expect(failing).rejects.toThrow('away');
  await rest();
  end();
  expect(await waiting).toBe('first');
  const again = ask();
  await rest();
  end();
  await again;
  expect(began).toHaveLength(3);
});
