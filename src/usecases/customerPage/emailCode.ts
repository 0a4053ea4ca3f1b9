/** Emails the code that proves the address of a person without a number (L171). They asked for it on the page just now. */
import { CODE_MS, stageOf } from '../../core/law/numberProof.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Parts } from '../../ports/parts.ts';
import { claimCode, emailedCode, toldCode } from './codes.ts';
import { proofOf, provableLink, provedId } from './proveNumber.ts';

/** One email for each time a code is asked for. `secret`: of the browser that asked. */
export async function emailCode(parts: Parts, token: string, secret: string, language: Language): Promise<void> {
  const link = await provableLink(parts, token);
  if (link?.proves.kind !== 'address') return;
  const proof = await proofOf(parts, secret, link.inquiry);
  const now = parts.clock.now();
  if (!proof || stageOf(proof, now) !== 'asked' || proof.textedAt !== undefined) return;
  const codeId = parts.random.id('ce');
  const numberId = await provedId(parts, link.proves);
  const told = await toldCode(parts, numberId, await emailedCode(parts, codeId));
  if (!(await claimCode(parts, proof.id, numberId, told))) return;
  await parts.mails.queue({
    key: `addressCode:${link.inquiry.id}:${codeId}`,
    kind: 'addressCode',
    to: link.proves.email,
    language,
    data: { inquiryId: link.inquiry.id, codeId },
    dueAt: now,
    expiresAt: now + CODE_MS,
  });
}
