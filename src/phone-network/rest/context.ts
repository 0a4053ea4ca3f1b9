/** What every resource's routes get. */
import type { Exchange } from '../calls/exchange.ts';

export interface RestContext {
  readonly net: Exchange;
  /** `/2010-04-01/Accounts/AC…`, the beginning of every resource's uri. */
  readonly root: string;
}
