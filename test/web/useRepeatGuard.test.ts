import { expect, test } from '@jest/globals';
import { isRepeat, type Press } from '../../src/web/desk/useRepeatGuard.ts';

const ENTERED = 1000;
const key = (what: string, at: number): Press => ({ what, at, x: 0, y: 0 });
const click = (at: number, x = 100): Press => ({ what: 'pointer', at, x, y: 100 });

test.each([
  ['the same key twice', key('KeyT', 990), key('KeyT', 1200), true],
  ['another key', key('KeyA', 990), key('KeyT', 1001), false],
  ['the same key after a while', key('KeyT', 990), key('KeyT', 1591), false],
  ['a double click', click(990), click(1200), true],
  ['a double tap, a little beside', click(990), click(1200, 110), true],
  ['a click somewhere else', click(990), click(1200, 300), false],
  ['a key after a click', click(990), key('KeyT', 1100), false],
  ['the same key twice, both in this step', key('KeyT', 1010), key('KeyT', 1200), false],
])('[W12] %s just after a step is taken for a repeat or not', (_what, before, last, isOne) => {
  expect(isRepeat([last, before], ENTERED, last.at)).toBe(isOne);
});

test.each([
  ['a click that began before the step came', click(990), 1050, true],
  ['an action without a press, as assistive technology makes it, a while after the last one', click(300), 1050, false],
])('[W12] %s', (_what, last, now, isOne) => {
  expect(isRepeat([last, null], ENTERED, now)).toBe(isOne);
  expect(isRepeat([null, null], ENTERED, now)).toBe(false);
});
