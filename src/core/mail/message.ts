/** An email in words: the same blocks make its text and its HTML. Everything in it is plain text, one line each. */
import type { Moment } from '../vocabulary/time.ts';

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly label: string; readonly href: string }
  | {
      readonly kind: 'list';
      readonly items: readonly { readonly label: string; readonly detail: string; readonly href: string }[];
    };

export interface Message {
  readonly subject: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Why the recipient gets this email; in small print at the end. */
  readonly why: string;
  /** The calendar entry that it carries. */
  readonly entry?: CalendarEntry;
}

/** An entry keeps its id; a higher sequence moves it, and `isOver` removes it. */
export interface CalendarEntry {
  readonly id: string;
  readonly sequence: number;
  readonly at: Moment;
  readonly isOver: boolean;
  readonly summary: string;
  readonly url: string;
  readonly place?: string;
}
