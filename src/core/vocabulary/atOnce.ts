/** To how many agents at once a lead is offered. */

/** Each is a slot in the lead's one write, of about 60 bytes, and a desk that rings. */
export const MOST_AT_ONCE = 100;

/** Everyone who can take it: up to `MOST_AT_ONCE`, in order. */
export const EVERYONE = 'everyone';
export type OfferTo = number | typeof EVERYONE;
