/**
 * Behind every answer, a batch signs what was stored since the last one (L92): certificates of inquiries, the histories
 * of leads that closed, and the decisions behind their offers. Nothing is added to what a form, an offer or a call costs.
 */
import { certificateOf } from '../../evidence/certificate.ts';
import { makeKey } from '../../evidence/keys.ts';
import { leafOfCertificate, leafOfDecision, leafOfLead, signRoot } from '../../evidence/roots.ts';
import type { PublicKey } from '../../ports/evidence.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';

/** An inquiry received by then is stored by now, however busy the service is. */
const SETTLED_MS = MINUTE;
/** Keeps a root’s document far below the largest size, and a run short. */
const AT_ONCE = 2000;
const MOST_ROUNDS = 50;

type Signing = Pick<Parts, 'clock' | 'evidence' | 'signer' | 'log'>;

/** Two nodes at once are harmless: one of them stores the next root, and the other stops. */
export async function signRoots(parts: Signing): Promise<void> {
  const { evidence, clock, signer } = parts;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const now = clock.now();
    const { current } = await evidence.keys(now);
    const before = await evidence.latestRoot();
    if (!before) {
      // What is older than the first root has no certificate.
      await evidence.addRoot(signRoot(current, null, { from: now, until: now, leaves: [] }), []);
      return;
    }
    const end = now - SETTLED_MS;
    if (end <= before.until) return;
    const { until, inquiries, leads, decisions } = await evidence.toProve(before.until, end, AT_ONCE);
    const leaves: string[] = [];
    for (const inquiry of inquiries)
      leaves.push(leafOfCertificate(certificateOf(inquiry), await saltOf(signer, inquiry.id)));
    leaves.push(...leads.map(leafOfLead), ...decisions.map(leafOfDecision));
    if (leaves.length === 0) return;
    const root = signRoot(current, before, { from: before.until, until, leaves });
    if ((await evidence.addRoot(root, leaves)) === 'known') return;
    // A copy of the log elsewhere shows later that no root was replaced.
    parts.log.info({ n: root.n, root: root.root, count: root.count, keyId: root.keyId }, 'signed a root of evidence');
    if (until >= end) return;
  }
}

/** Derived, so that nothing is stored for it; shown only in the dossier of the inquiry. */
export function saltOf(signer: Parts['signer'], inquiryId: string): Promise<string> {
  return signer.sign(`certificate:${inquiryId}`);
}

/** Puts a new key in use. The old one’s signatures stay valid; its private half is deleted. Null if another was first. */
export async function rotateKey({ clock, evidence }: Pick<Parts, 'clock' | 'evidence'>): Promise<PublicKey | null> {
  const now = clock.now();
  const next = makeKey(now);
  const result = await evidence.rotate(next, await evidence.keys(now));
  return result === 'done' ? next : null;
}
