/**
 * What each step of a lead may ask of the database. Lower a ceiling when a step gets cheaper; never raise one to pass.
 * After each step there is a rest, so that each writes the lead's card; of steps that follow each other fast one does.
 */
export interface Ceiling {
  /** Commands as the driver sends them, getMore included. */
  readonly commands: number;
  /** Documents inserted, changed or deleted. */
  readonly writes: number;
}

export const CEILINGS = {
  /** POST of the form until everything that follows without the routing engine is done. */
  form: { commands: 3, writes: 4 },
  /** The engine's pass, the offer at one desk, the desk's `offer:seen`. */
  offer: { commands: 3, writes: 4 },
  accept: { commands: 3, writes: 3 },
  talking: { commands: 2, writes: 3 },
  close: { commands: 2, writes: 4 },
  /** The network's first request about a new caller. */
  'incoming call': { commands: 6, writes: 1 },
  /** Two keys of the menu: the caller is in line, the lead is on disk. */
  'into the line': { commands: 12, writes: 7 },
} as const satisfies Record<string, Ceiling>;

export type Step = keyof typeof CEILINGS;
