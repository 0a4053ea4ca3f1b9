/** What each page of admin gets. */
import type { Me } from '../../shared/api.ts';

export interface AdminPageProps {
  readonly me: Me;
  /** The id in the path; empty if the page has none. */
  readonly id: string;
}
