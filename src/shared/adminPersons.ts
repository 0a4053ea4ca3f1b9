/** Finding and erasing one person, as administrators see it. */

/** How much is stored about a person, by kind. */
export interface PersonCounts {
  readonly leads: number;
  /** Of them, those that are open: they are closed first. */
  readonly openLeads: number;
  readonly inquiries: number;
  readonly calls: number;
  /** Messages and recordings of conversations. */
  readonly recordings: number;
  readonly emails: number;
  readonly bookedTimes: number;
  readonly appointments: number;
  /** Rows of imported files that aren't leads. */
  readonly importRows: number;
}

export interface PersonFound {
  /** As known from the newest lead; empty without one. */
  readonly name: string;
  /** The number, E.164, or else the email address; empty for neither. */
  readonly address: string;
  /** To confirm: the last four characters of the number or address. */
  readonly lastFour: string;
  readonly counts: PersonCounts;
  readonly isListed: boolean;
  readonly hasAnything: boolean;
}

export interface ErasureView {
  readonly id: string;
  readonly state: 'running' | 'done';
  readonly at: number;
  readonly endedAt: number | null;
  readonly counts: PersonCounts;
}
