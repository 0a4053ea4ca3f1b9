/** What an agent's leg hears that is alone in its conversation, as its lead is now; asked again and again until somebody joins. */
import { instructionsForAlone, type Instruction } from '../../core/call/instructions.ts';
import type { Parts } from '../../ports/parts.ts';

export async function hearAlone(parts: Parts, callId: string): Promise<readonly Instruction[]> {
  const call = await parts.calls.byId(callId);
  return instructionsForAlone(call?.leadId === undefined ? null : await parts.leads.byId(call.leadId));
}
