/**
 * What an agent hears while alone in the conversation, based on the lead's current state. Requested repeatedly until
 * someone joins.
 */
import type { Instruction } from '../../core/call/hearing.ts';
import { instructionsForSoloAgent } from '../../core/call/instructions.ts';
import type { Parts } from '../../ports/parts.ts';

export async function soloAgentInstructions(parts: Parts, callId: string): Promise<readonly Instruction[]> {
  const call = await parts.calls.byId(callId);
  return instructionsForSoloAgent(call?.leadId === undefined ? null : await parts.leads.byId(call.leadId));
}
