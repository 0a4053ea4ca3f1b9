/**
 * $round and $trunc to decimal places, on the exact value of the double: 2.675 is really
 * 2.67499999..., and rounds to 2.67. A true tie goes to the even neighbor.
 */
import { Double } from 'bson';
import { location } from '../errors.ts';
import { asBigInt, asDouble, integerResult } from '../numbers.ts';
import type { NumericKind } from '../numbers.ts';

export function roundPlaces(value: unknown, kind: NumericKind, places: number, toNearest: boolean): unknown {
  if (kind !== 'double') {
    if (places >= 0) return value;
    const unit = 10n ** BigInt(-places);
    const result = integerResult(quotient(asBigInt(value), unit, toNearest) * unit, kind);
    if (result === null) throw location(51080, 'invalid conversion from Decimal128 result in $round to long');
    return result;
  }
  const number = asDouble(value);
  if (!Number.isFinite(number)) return value;
  let scaled = number;
  let bottom = 1n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    bottom *= 2n;
  }
  const top = BigInt(scaled);
  const power = 10n ** BigInt(Math.abs(places));
  const rounded = places >= 0 ? quotient(top * power, bottom, toNearest) : quotient(top, bottom * power, toNearest);
  const result = Number(`${rounded}e${-places}`);
  return new Double(number < 0 && result === 0 ? -0 : result);
}

function quotient(top: bigint, bottom: bigint, toNearest: boolean): bigint {
  const cut = top / bottom;
  if (!toNearest) return cut;
  const rest = top % bottom;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const isUp = twice > bottom || (twice === bottom && cut % 2n !== 0n);
  return isUp ? cut + (top < 0n ? -1n : 1n) : cut;
}
