/** What a signed root covers and says, and its check. */
import type { Decision } from '../core/routing/decision.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { PublicKey, SignedRoot, SigningKey, ToProve } from '../ports/evidence.ts';
import type { Certificate } from './certificate.ts';
import { canonical, digestOfValue, sha256 } from './digest.ts';
import { isSignedBy, signText } from './keys.ts';
import { rootOf } from './merkle.ts';

const PURPOSE = 'root';
const NO_ROOT = '0'.repeat(64);

/** Salted: knowing only the digest isn't enough to guess what the certificate says. */
export function leafOfCertificate(certificate: Certificate, salt: string): string {
  return sha256(`${salt}${canonical(certificate)}`);
}

/** The head of its history covers every entry up to that count. */
export function leafOfLead({ id, entryCount, headHash }: ToProve['leads'][number]): string {
  return digestOfValue({ lead: id, entryCount, headHash });
}

export function leafOfDecision(decision: Decision): string {
  return digestOfValue({ decision });
}

/** The root after `before`, over these leaves in this order. */
export function signRoot(
  key: SigningKey,
  before: SignedRoot | null,
  { from, until, leaves }: { readonly from: Moment; readonly until: Moment; readonly leaves: readonly string[] },
): SignedRoot {
  const unsigned = {
    n: before ? before.n + 1 : 0,
    previous: before ? digestOfValue(before) : NO_ROOT,
    from,
    until,
    count: leaves.length,
    root: rootOf(leaves),
    keyId: key.id,
  };
  return { ...unsigned, signature: signText(key, PURPOSE, canonical(unsigned)) };
}

export function isRootSigned({ signature, ...unsigned }: SignedRoot, keys: readonly PublicKey[]): boolean {
  const key = keys.find(({ id }) => id === unsigned.keyId);
  return key !== undefined && isSignedBy(key, PURPOSE, canonical(unsigned), signature);
}

/** Whether `next` names `before` as the root before it. */
export function follows(next: SignedRoot, before: SignedRoot): boolean {
  return next.n === before.n + 1 && next.previous === digestOfValue(before) && next.from === before.until;
}
