/**
 * A person's label in a list. Persons without a name are distinguished by the last digits of their number: enough for
 * that, but not enough to call them before that is permitted (law 8).
 */
import type { Person } from '../../core/vocabulary/people.ts';

const SHOWN_DIGITS = 4;

export interface PersonLabel {
  readonly name: string;
  /** Only if there is no name. */
  readonly numberEnd?: string;
}

export function personLabel({ name, tel }: Pick<Person, 'name' | 'tel'>): PersonLabel {
  return name.trim() !== '' || tel === undefined ? { name } : { name, numberEnd: lastDigits(tel) };
}

/** As many digits as a list shows. */
export function lastDigits(tel: string): string {
  return tel.slice(-SHOWN_DIGITS);
}
