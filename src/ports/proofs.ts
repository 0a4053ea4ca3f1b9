/** Browsers that prove a number or an address. They are deleted two days after they began. */
import type { NumberProof, WaitingProof } from '../core/law/numberProof.ts';
import type { Moment } from '../core/vocabulary/time.ts';

/** A code's keyed hash, and until when it can be entered. */
export interface ToldCode {
  readonly code: string;
  readonly codeUntil: Moment;
}

export interface ProofStore {
  add(proof: NumberProof): Promise<void>;
  byId(id: string): Promise<NumberProof | null>;
  /** Whether a browser that asked after `since` waits for the code of this number. */
  isAwaited(numberId: string, since: Moment): Promise<boolean>;
  /** The browsers that asked after `since` and have not proved the number, oldest first, up to a thousand. */
  waiting(numberId: string, since: Moment): Promise<readonly WaitingProof[]>;
  /** Gives the code to those of them that still wait for it. Repeating it changes nothing. */
  tell(ids: readonly string[], told: ToldCode): Promise<void>;
  /** Gives the code to one, once. `key` is unique: false if it is taken, or a code was sent for this one before. */
  claimText(id: string, key: string, told: ToldCode, at: Moment): Promise<boolean>;
  /** Counts an attempt, whether or not there is a code; false if none is left. */
  countTry(id: string, most: number): Promise<boolean>;
  /** Uses up the code. False if it is another one, was used, or is no longer valid at `now`. */
  prove(id: string, code: string, now: Moment, provenUntil: Moment): Promise<boolean>;
  /** They asked for this erasure. */
  erasedBy(id: string, erasureId: string): Promise<void>;
  /** The person was erased: what identifies the number and the inquiry goes. */
  forget(numberId: string): Promise<void>;
}
