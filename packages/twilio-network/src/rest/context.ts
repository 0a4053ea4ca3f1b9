/** What the routes of each resource receive. */
import type { Exchange } from '../calls/exchange.ts';

export interface RestContext {
  readonly net: Exchange;
  /** `/2010-04-01/Accounts/AC…`, the prefix of every resource. */
  readonly root: string;
}
