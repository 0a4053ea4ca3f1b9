/** The code that proves a number or address: said in a call, texted or emailed, stored only as a keyed digest. */
import { ASKED_MS, CODE_MS, codeFrom, CODES_PER_DAY, withPlaces } from '../../core/law/numberProof.ts';
import { DAY } from '../../core/vocabulary/time.ts';
import type { Call } from '../../core/call/call.ts';
import type { ToldCode } from '../../ports/proofs.ts';
import type { Parts } from '../../ports/parts.ts';

/** Whether a page waits for the code of this number: then its caller is offered it. */
export async function isCodeAwaited(
  { proofs, doNotCall, clock }: Pick<Parts, 'proofs' | 'doNotCall' | 'clock'>,
  tel: string,
): Promise<boolean> {
  return proofs.isAwaited(await doNotCall.idOf(tel), clock.now() - ASKED_MS);
}

/** The code that this call hears, the same each time. */
export async function spokenCode({ signer }: Pick<Parts, 'signer'>, { id }: Pick<Call, 'id'>): Promise<string> {
  return codeFrom(await signer.sign(['code of a call', id].join('\n')));
}

/** The code of an email, the same whenever it is composed, so that the queue doesn't have it. */
export async function emailedCode({ signer }: Pick<Parts, 'signer'>, codeId: string): Promise<string> {
  return codeFrom(await signer.sign(['code of an email', codeId].join('\n')));
}

/** Stored before it is said. Only a caller whose number the network attests in full gets here. */
export async function tellCode(parts: Parts, call: Call): Promise<void> {
  const tel = call.person?.tel;
  if (!call.awaitsCode || tel === undefined) return;
  const numberId = await parts.doNotCall.idOf(tel);
  const told = await toldCode(parts, numberId, await spokenCode(parts, call));
  const waiting = await parts.proofs.waiting(numberId, parts.clock.now() - ASKED_MS);
  await parts.proofs.tell(
    withPlaces(waiting).map(({ id }) => id),
    told,
  );
}

export async function toldCode(parts: Parts, numberId: string, code: string): Promise<ToldCode> {
  return { code: await digestOfCode(parts, numberId, code), codeUntil: parts.clock.now() + CODE_MS };
}

/** Keyed, so that reading the database isn't enough to try out a million codes. */
export function digestOfCode({ signer }: Pick<Parts, 'signer'>, numberId: string, code: string): Promise<string> {
  return signer.sign(['code of a number', numberId, code].join('\n'));
}

/** Gives a sent code to a proof, once. Each code of a number or address and day has a place, and there are `CODES_PER_DAY`. */
export async function claimCode(
  { proofs, clock }: Pick<Parts, 'proofs' | 'clock'>,
  proofId: string,
  numberId: string,
  told: ToldCode,
): Promise<boolean> {
  const now = clock.now();
  for (let place = 0; place < CODES_PER_DAY; place += 1) {
    const key = [numberId, Math.floor(now / DAY), place].join(':');
    if (await proofs.claimText(proofId, key, told, now)) return true;
  }
  return false;
}
