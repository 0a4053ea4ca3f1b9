/**
 * Decides ties without favoring an ID. Each tied agent gets a number from the lead, its epoch and the agent, and the
 * lowest wins. The same input always gives the same number, so anyone can recompute a recorded draw.
 */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The state from which the draws of one choice start. */
export function seedOf(leadId: string, epoch: number): number {
  return hashOf(`${leadId}:${epoch}:`);
}

/** This agent's number: 32 bits, evenly distributed. */
export function drawOf(seed: number, agentId: string): number {
  // FNV-1a alone is uneven in the high bits; this is the finalizer of MurmurHash3.
  let bits = hashOf(agentId, seed);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** FNV-1a over the text's UTF-16 units, signed 32 bits. `start`: the hash of what comes before it. */
export function hashOf(text: string, start = FNV_OFFSET): number {
  let state = start;
  for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), FNV_PRIME);
  return state;
}
