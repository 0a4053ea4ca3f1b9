/** GET /api/me/passed-over: today's leads of an agent's teams that went elsewhere. Nothing about the customers. */
import type { PassedOverReason } from '../core/routing/decision.ts';
import type { Language } from '../core/vocabulary/language.ts';

export interface PassedOverList {
  /** When the business day began. */
  readonly since: number;
  /** Newest first. */
  readonly leads: readonly PassedOverLead[];
  /** Older ones of today aren't listed. */
  readonly isCut: boolean;
}

export interface PassedOverLead {
  readonly at: number;
  readonly campaign: string;
  readonly reason: PassedOverReason;
  /** The agent who went first, where the order compared the two. */
  readonly behind?: string;
  /** What it compared, mine and theirs: idle ms, or leads taken today. */
  readonly own?: number;
  readonly theirs?: number;
  /** A skill asked for that I don't have at its level. 0: not at all. */
  readonly skill?: { readonly name: string; readonly needed: number; readonly own: number };
  readonly language?: Language;
  /** It was for agents of these sites, or of these teams first. */
  readonly sites?: readonly string[];
  readonly teams?: readonly string[];
  /** Of leads per hour or day, which I had reached. */
  readonly limit?: number;
}
