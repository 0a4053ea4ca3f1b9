/**
 * Texts the code that proves a number, if the law permits a text to it now (L81). Nothing says whether it did: the answer
 * is the same (law 11).
 */
import type { Campaign } from '../../core/administration/campaign.ts';
import { textVerdict } from '../../core/call/textBack.ts';
import { contactQuestion } from '../../core/callback/planPromise.ts';
import { codeFrom, stageOf } from '../../core/law/numberProof.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Parts } from '../../ports/parts.ts';
import { customerDataText } from '../../shared/text/customerData.ts';
import { translator } from '../../shared/text/index.ts';
import { handleStop } from '../calls/texts.ts';
import { contextOf } from '../lead/context.ts';
import { recordOnce } from '../lead/recordOnce.ts';
import { claimCode, toldCode } from './codes.ts';
import { proofOf, provableLink, type ProvableNumber } from './proveNumber.ts';

/** One text for each time a code is asked for. `secret`: of the browser that asked. */
export async function textCode(parts: Parts, token: string, secret: string | null, language: Language): Promise<void> {
  const link = await provableLink(parts, token);
  const proof = link && (await proofOf(parts, secret, link.inquiry));
  if (!proof || stageOf(proof, parts.clock.now()) !== 'asked' || proof.textedAt !== undefined) return;
  const { lead, proves, campaign } = link;
  if (proves.kind !== 'number') return;
  const { tel } = proves;
  if (lead?.person.tel !== tel || !(await mayTextNow(parts, campaign, lead))) return;
  const numberId = await parts.doNotCall.idOf(tel);
  const textId = parts.random.id('ct');
  const code = codeFrom(await parts.signer.sign(['code of a text', textId].join('\n')));
  if (await claimCode(parts, proof.id, numberId, await toldCode(parts, numberId, code)))
    await send(parts, campaign, proves, lead.id, { textId, code, language });
}

async function mayTextNow(parts: Parts, campaign: Campaign, lead: Lead): Promise<boolean> {
  if (!campaign.calls) return false;
  const context = await contextOf(parts, campaign, lead.person.tel);
  return !context.isClockInDoubt && textVerdict(lead.person, campaign.calls, contactQuestion(lead, context)).allowed;
}

interface CodeText {
  /** Under which the network reports its delivery. */
  readonly textId: string;
  readonly code: string;
  readonly language: Language;
}

/** Once: a text whose order got no answer may be on its way. */
async function send(
  parts: Parts,
  campaign: Campaign,
  { tel, callUs }: ProvableNumber,
  leadId: string,
  { textId, code, language }: CodeText,
): Promise<void> {
  const business = (await parts.business.known())?.name ?? campaign.name[language] ?? campaign.name.en;
  const body = translator(customerDataText, language)('text.body', { business, code });
  const result = await parts.phone?.sendText({ callId: textId, to: tel, from: callUs, body });
  if (result?.kind === 'sent') await recordOnce(parts, leadId, { kind: 'textSent', callId: textId }, 'callId');
  if (result?.kind !== 'refused') return;
  parts.log.warn({ leadId, textId, reason: result.reason }, 'the phone network refused a text with a code');
  // They replied STOP to the network, and we missed it.
  if (result.isStopped) await handleStop(parts, { id: `refused:${textId}`, tel, leadId });
}
