/** Numbers of customers who may be texted now, for tests of the running service on the real clock. */
import { permittedUntil, type Location } from '../../src/core/law/permittedTime.ts';
import { zonesOfCountry } from '../../src/core/law/zones.ts';

const IN_PUERTO_RICO: Location = { places: ['US-PR'], zones: ['America/Puerto_Rico'] };
/** Together they cover every hour, on every day of the week and on holidays. */
const NUMBERS: readonly { readonly start: string; readonly at: Location }[] = [
  { start: '+82101234567', at: { places: ['KR'], zones: zonesOfCountry('KR') } },
  { start: '+178723456', at: IN_PUERTO_RICO },
  { start: '+447400123', at: { places: ['GB'], zones: zonesOfCountry('GB') } },
];
const LENGTH = { '+8': 13, '+1': 12, '+4': 13 } as Readonly<Record<string, number>>;
/** The longest the test may take. */
const MARGIN_MS = 5 * 60_000;

export const COUNTRIES_BY_DAY = ['KR', 'PR', 'GB'] as const;

/** One of them whose daytime lasts at least five more minutes; `n` distinguishes numbers (0 to 9). */
export function numberByDay(n: number, now = Date.now()): string {
  const number = NUMBERS.find(({ at }) => (permittedUntil(at, now) ?? 0) > now + MARGIN_MS);
  if (!number) throw new Error('nobody may be texted anywhere');
  const { start } = number;
  return start.padEnd((LENGTH[start.slice(0, 2)] ?? 12) - 1, '0') + String(n);
}
