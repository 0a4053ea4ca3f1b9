/** Random bytes from the system, requested for many uses at once: a few thousand cost hardly more than sixteen. */
import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4096;
const pool = Buffer.alloc(POOL_BYTES);
let usedBytes = POOL_BYTES;

/** `count` bytes that no one else gets, at most a few dozen. To be read before the next call. */
export function nextRandom(count: number): Buffer {
  if (usedBytes + count > POOL_BYTES) {
    randomFillSync(pool);
    usedBytes = 0;
  }
  usedBytes += count;
  return pool.subarray(usedBytes - count, usedBytes);
}
