/**
 * How many commands each step of a lead may send to the database. Lower a limit when a step gets cheaper; never raise
 * one to pass. Each step is followed by a pause, so each writes the lead’s card; steps in quick succession share one.
 */
export interface Ceiling {
  /** Commands as the driver sends them, including getMore. */
  readonly commands: number;
  /** Documents inserted, changed or deleted. */
  readonly writes: number;
}

export const CEILINGS = {
  /** From POST of the form until everything that happens without the routing engine is done. */
  form: { commands: 3, writes: 4 },
  /** The same with a chosen time: one command more, which books it. It also writes the fact of the promise. */
  'form with a time': { commands: 4, writes: 6 },
  /** The engine's pass, the offer at one desk, the desk's `offer:seen`, which the accept stores. */
  offer: { commands: 2, writes: 3 },
  accept: { commands: 3, writes: 3 },
  talking: { commands: 2, writes: 3 },
  close: { commands: 2, writes: 4 },
  /** The network’s first request about a new caller. */
  'incoming call': { commands: 6, writes: 1 },
  /** Two menu keys: the caller is in line, the lead is on disk. */
  'into the line': { commands: 12, writes: 7 },
} as const satisfies Record<string, Ceiling>;

export type Step = keyof typeof CEILINGS;
