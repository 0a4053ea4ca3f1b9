/**
 * A person in a list. Who gave no name is told apart by the last digits of their number: enough for that, and too little
 * to ring them before a call is permitted (law 8).
 */
import type { Person } from '../../core/vocabulary/people.ts';

const SHOWN_DIGITS = 4;

export interface Named {
  readonly name: string;
  /** Only without a name. */
  readonly numberEnd?: string;
}

export function named({ name, tel }: Pick<Person, 'name' | 'tel'>): Named {
  return name.trim() !== '' || tel === undefined ? { name } : { name, numberEnd: endOf(tel) };
}

/** As much of a number as a list shows. */
export function endOf(tel: string): string {
  return tel.slice(-SHOWN_DIGITS);
}
