/** The text in a file’s bytes: UTF-8 and UTF-16 with or without a mark, Korean (EUC-KR and its extension CP949), Latin. */
import iconv from 'iconv-lite';
import { isUtf8 } from 'node:buffer';

export interface Decoded {
  readonly text: string;
  readonly encoding: string;
}

/** Bytes looked at to tell UTF-16 without a mark. */
const LOOKED_AT = 4096;

export function decode(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  if (encoding !== undefined) return { text: new TextDecoder(encoding).decode(bytes), encoding };
  return korean(bytes) ?? { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
}

function encodingOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return wideEncoding(bytes) ?? (isUtf8(bytes) ? 'utf-8' : undefined);
}

/** Commas, digits and line breaks are half zeros in UTF-16, and text has none otherwise. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const looked = bytes.subarray(0, LOOKED_AT);
  const zeros = (parity: number) => looked.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  const [even, odd] = [zeros(0), zeros(1)];
  if (even + odd < looked.length / 20) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/**
 * Null if it’s none: Latin text is hardly ever a valid sequence of its pairs. Node’s own decoder loses the syllables that
 * only CP949 has, such as 똠.
 */
function korean(bytes: Uint8Array): Decoded | null {
  const text = iconv.decode(Buffer.from(bytes), 'cp949');
  return /[가-힣]/.test(text) && !text.includes('\ufffd') ? { text, encoding: 'euc-kr' } : null;
}
