/** When a business is open. core/callback/hours.ts answers questions about it. */
/** Opening hours in the business's zone. `null` is open around the clock. Minutes since local midnight. */
export interface OpeningHours {
  readonly zone: string;
  readonly weekly: Readonly<
    Record<1 | 2 | 3 | 4 | 5 | 6 | 7, readonly { readonly from: number; readonly to: number }[]>
  > | null;
  /** Local dates, `YYYY-MM-DD`, when the business is closed. */
  readonly holidays: readonly string[];
}
