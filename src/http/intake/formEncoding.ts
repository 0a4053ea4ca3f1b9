/**
 * The encoding of a form: what it names, else UTF-8, else the only older encoding that its bytes allow. Browsers replace
 * characters outside an older encoding with numeric references (`&#44608;`), which are read back.
 */
import { PlainError } from '../../core/vocabulary/errors.ts';

/** What bytes that aren’t UTF-8 mean on a page without a declared encoding, and what browsers use for latin-1. */
const LATIN = 'windows-1252';
/** Where it differs from latin-1, from 0x80 on; a space stands for no difference. Node 20 decodes it as latin-1. */
const LATIN_80 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const KOREAN = 'euc-kr';
/** A syllable of KS X 1001. Latin-1 text rarely has two such letters in a row and is otherwise valid EUC-KR. */
const KOREAN_BYTES = /[\xb0-\xc8][\xa1-\xfe]/;
const LAST_CODE_POINT = 0x10_ff_ff;

export type Decode = (bytes: Buffer) => string;

/** Throws `charset.unsupported` for an unknown encoding; the decoder throws if the bytes don’t fit. */
export function decoderOf(label: string): Decode {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch {
    throw unreadable('charset.unsupported', 415);
  }
  if (decoder.encoding === 'utf-8') return (bytes) => decoder.decode(bytes);
  const decode: Decode = decoder.encoding === LATIN ? latinOf : (bytes) => decoder.decode(bytes);
  return (bytes) => withoutReferences(decode(bytes));
}

/** For bytes that don’t fit the form’s encoding: latin-1, or EUC-KR if the form is Korean and they are Korean in it. */
export async function olderDecoder(all: readonly Buffer[], isKorean: () => Promise<boolean>): Promise<Decode> {
  const korean = decoderOf(KOREAN);
  const isPossible = all.some((bytes) => KOREAN_BYTES.test(bytes.toString('latin1'))) && fits(all, korean);
  return isPossible && (await isKorean()) ? korean : decoderOf(LATIN);
}

export function fits(all: readonly Buffer[], decode: Decode): boolean {
  try {
    for (const bytes of all) decode(bytes);
    return true;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    return false;
  }
}

function latinOf(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (char) => {
    const meant = LATIN_80[char.charCodeAt(0) - 0x80] ?? ' ';
    return meant === ' ' ? char : meant;
  });
}

/** Only characters that an older encoding can lack: someone who typed `&#65;` meant exactly that. */
function withoutReferences(text: string): string {
  return text.replace(/&#(\d{3,7});/g, (reference, digits: string) => {
    const code = Number(digits);
    const isCharacter = code >= 0x80 && code <= LAST_CODE_POINT && !(code >= 0xd8_00 && code <= 0xdf_ff);
    return isCharacter ? String.fromCodePoint(code) : reference;
  });
}

export function unreadable(type: string, status: number): Error {
  return Object.assign(new PlainError(`a form could not be read: ${type}`), { type, status });
}
