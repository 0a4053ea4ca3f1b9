/**
 * Adding many numbers as MongoDB does: integers exactly, doubles with the error of each
 * addition carried along (Knuth's two-sum), so that the order of values hardly matters.
 */
import { Double } from 'bson';
import { asBigInt, asDouble, integerResult, numericKind, widestKind } from '../numbers.ts';
import type { NumericKind } from '../numbers.ts';

export class Total {
  private kind: NumericKind = 'int';
  private integers = 0n;
  private sum = 0;
  private carried = 0;
  private special = 0;

  /** False when the value is not a number and was ignored. */
  add(value: unknown): boolean {
    const kind = numericKind(value);
    if (kind === undefined) return false;
    this.kind = widestKind(this.kind, kind);
    if (kind === 'double') this.addDouble(asDouble(value));
    else this.integers += asBigInt(value);
    return true;
  }

  private addDouble(x: number): void {
    this.special += x;
    const sum = this.sum + x;
    const back = sum - this.sum;
    this.carried += this.sum - (sum - back) + (x - back);
    this.sum = sum;
  }

  asNumber(): number {
    if (this.kind !== 'double') return Number(this.integers);
    const high = Number(this.integers);
    const copy = Object.assign(new Total(), this);
    copy.addDouble(high);
    copy.addDouble(Number(this.integers - BigInt(high)));
    const total = copy.sum + copy.carried;
    return Number.isNaN(total) || !Number.isFinite(total) ? copy.special : total;
  }

  /** int, or long when any was long or the int overflows, or double when any was double or the long overflows. */
  result(): unknown {
    if (this.kind === 'double') return new Double(this.asNumber());
    return integerResult(this.integers, this.kind) ?? new Double(this.asNumber());
  }
}
