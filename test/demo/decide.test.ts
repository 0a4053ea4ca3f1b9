import { describe, expect, test } from '@jest/globals';
import { SECOND } from '../../src/core/vocabulary/time.ts';
import { answerOffer, dial, endConversation, talkMs, type Temperament } from '../../src/demo/floor/decide.ts';
import { diceOf, type Dice } from '../../src/demo/floor/dice.ts';
import { drawProspects } from '../../src/demo/floor/prospects.ts';
import { readNumber } from '../../src/intake/numbers.ts';

const OFFER_MS = 20 * SECOND;
const MANY = 2000;

/** Many draws from the same dice. */
function many<T>(draw: (dice: Dice) => T): readonly T[] {
  const dice = diceOf(1, 'test');
  return Array.from({ length: MANY }, () => draw(dice));
}

function shares(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1 / values.length;
  return counts;
}

describe('what a simulated agent does with an offer', () => {
  const answers = (temperament: Temperament) => many((dice) => answerOffer(temperament, dice, OFFER_MS));
  const kinds = (temperament: Temperament) => shares(answers(temperament).map(({ kind }) => kind));

  test('the quick one accepts nearly always, within a few seconds', () => {
    expect(kinds('quick')['accept']).toBeGreaterThan(0.9);
    const delays = answers('quick').flatMap((answer) => (answer.kind === 'accept' ? [answer.afterMs] : []));
    expect(Math.max(...delays)).toBeLessThan(5 * SECOND);
  });

  test('the slow one accepts in the second half of the offer, and now and then misses it', () => {
    const delays = answers('slow').flatMap((answer) => (answer.kind === 'accept' ? [answer.afterMs] : []));
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(OFFER_MS / 2);
    expect(Math.max(...delays)).toBeLessThan(OFFER_MS);
    expect(kinds('slow')['miss']).toBeGreaterThan(0.05);
  });

  test('the declining one says no to about every third, with a reason', () => {
    expect(kinds('declining')['decline']).toBeCloseTo(0.35, 1);
    for (const answer of answers('declining')) if (answer.kind === 'decline') expect(answer.reason).not.toBe('');
  });

  test('the vanishing one loses the connection now and then, and always comes back', () => {
    expect(kinds('vanishing')['vanish']).toBeCloseTo(0.3, 1);
    for (const answer of answers('vanishing')) {
      if (answer.kind === 'vanish') expect(answer.backAfterMs).toBeLessThan(OFFER_MS);
    }
  });
});

test('most people are reached, talk for seconds, and the outcomes are mixed, follow-ups among them', () => {
  expect(shares(many(dial).map(({ kind }) => kind))['reached']).toBeCloseTo(0.88, 1);
  expect(Math.max(...many(talkMs))).toBeLessThanOrEqual(25 * SECOND);
  const endings = shares(many(endConversation).map((one) => (one.kind === 'close' ? one.outcome : one.kind)));
  expect(Object.keys(endings).sort()).toEqual(
    ['appointment', 'doNotCall', 'followUp', 'notInterested', 'notQualified', 'spam', 'won', 'wrongNumber'].sort(),
  );
});

test('the same seed gives the same people and decisions; another name or seed gives others', () => {
  const first = (seed: number, name: string) => Array.from({ length: 5 }, diceOf(seed, name).next);
  expect(first(7, 'a')).toEqual(first(7, 'a'));
  expect(first(7, 'a')).not.toEqual(first(7, 'b'));
  expect(first(7, 'a')).not.toEqual(first(8, 'a'));
  const draw = () => Array.from({ length: 20 }, drawProspects(diceOf(7, 'prospects')));
  expect(draw()).toEqual(draw());
});

test('customers arrive at the configured rate, as a Poisson process', () => {
  const gaps = many((dice) => dice.gap(12 * SECOND));
  expect(gaps.reduce((sum, gap) => sum + gap, 0) / MANY / SECOND).toBeCloseTo(12, 0);
});

test('customers are mostly new, speak both languages, and each number can be dialed and has one name', () => {
  const drawn = Array.from({ length: 600 }, drawProspects(diceOf(3, 'prospects')));
  const names = new Map<string, string>();
  for (const { name, phone, language } of drawn) {
    expect(readNumber(phone, 'US', language)).toMatchObject({ ok: true, tel: phone });
    expect(phone).toMatch(/^\+1\d{3}55501\d\d$|^\+82100000\d{4}$/);
    expect(names.get(phone) ?? name).toBe(name);
    names.set(phone, name);
  }
  expect(names.size / drawn.length).toBeGreaterThan(0.8);
  expect(names.size).toBeLessThan(drawn.length);
  expect(shares(drawn.map(({ language }) => language))['ko']).toBeCloseTo(0.25, 1);
  expect(drawn.some(({ consent }) => consent.now !== true)).toBe(true);
});
