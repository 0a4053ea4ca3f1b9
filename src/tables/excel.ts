/** The first sheet of an .xlsx file, with its values as text. Formulas aren’t computed: the value that was saved counts. */
import { readSheet } from 'read-excel-file/node';
import type { TableRead } from '../ports/tables.ts';
import type { Rows } from './csv.ts';

type Refused = Extract<TableRead, { ok: false }>;

/** Unpacked, of all parts together: far more than a table of the permitted size takes. */
const LARGEST_UNPACKED = 400 * 1024 * 1024;

export function isExcel(bytes: Uint8Array): boolean {
  return beginsWith(bytes, [0x50, 0x4b, 0x03, 0x04]);
}

/** Excel 97 to 2003, and any Excel file with a password. */
export function isOldExcel(bytes: Uint8Array): boolean {
  return beginsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
}

export async function readExcel(bytes: Uint8Array): Promise<{ readonly rows: Rows } | Refused> {
  if (unpackedSize(Buffer.from(bytes)) > LARGEST_UNPACKED) return { ok: false, refusal: 'tooMuch' };
  try {
    // Numbers as they’re written in the file, so that long ones keep every digit.
    const rows = await readSheet<string>(Buffer.from(bytes), { parseNumber: (text: string) => text, trim: false });
    return { rows: rows.map((row) => row.map((cell) => textOf(cell as CellValue))) };
  } catch {
    return { ok: false, refusal: 'badExcel' };
  }
}

type CellValue = string | number | boolean | Date | null;

function textOf(cell: CellValue): string {
  if (cell === null) return '';
  if (cell instanceof Date) return dateOf(cell);
  const text = String(cell);
  // Excel stores 821012345678 as 8.21012345678E11 if it likes.
  return /^-?\d+(\.\d+)?E[+-]?\d+$/i.test(text) && Number.isSafeInteger(Number(text)) ? String(Number(text)) : text;
}

function dateOf(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = date.toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`;
}

const DIRECTORY_ENTRY = Buffer.from([0x50, 0x4b, 0x01, 0x02]);

/** What the archive’s directory says: the sizes of its files when unpacked. */
function unpackedSize(file: Buffer): number {
  let size = 0;
  for (let at = file.indexOf(DIRECTORY_ENTRY); at >= 0 && at + 46 <= file.length;) {
    size += file.readUInt32LE(at + 24);
    at = file.indexOf(DIRECTORY_ENTRY, at + 46);
  }
  return size;
}

function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
