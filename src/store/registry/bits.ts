/**
 * The numbers of one area code as a bitmap: one bit for each of the ten million, 1.25 MB however many are listed. It is
 * its own sorted order, so files in any order are read in one pass, and a lookup reads one byte.
 */
import { NUMBERS_PER_AREA } from '../../core/law/registry.ts';

export const BITMAP_BYTES = NUMBERS_PER_AREA / 8;

export function setBit(bits: Uint8Array, number: number, isSet: boolean): void {
  const at = number >> 3;
  const mask = 1 << (number & 7);
  const byte = bits[at] ?? 0;
  bits[at] = isSet ? byte | mask : byte & ~mask;
}

export function hasBit(byte: number, number: number): boolean {
  return (byte & (1 << (number & 7))) !== 0;
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

export function countBits(bits: Uint8Array): number {
  let count = 0;
  for (const byte of bits) count += ONES[byte] ?? 0;
  return count;
}
