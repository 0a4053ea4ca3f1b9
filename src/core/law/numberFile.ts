/**
 * Parses a file of phone numbers: one per line, or a table with commas, semicolons or tabs. The number column is found
 * by its heading, or else by the first cell in a row that parses as a number. The caller decides what counts as a
 * number.
 */
interface NumberRow {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** Null when the row holds no number. */
  readonly tel: string | null;
}

const HEADING = /^(phone|telephone|tel|mobile|cell|number|phone ?number|전화 ?번호|전화|휴대폰|번호)$/i;
const CELL = /(?:"((?:[^"]|"")*)"|([^,;\t]*))(?:[,;\t]|$)/y;

/** The rows that are neither empty nor a heading, in order. */
export function* numberRows(content: string, read: (text: string) => string | null): Generator<NumberRow> {
  let column: number | null = null;
  let line = 0;
  for (const raw of content.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    line += 1;
    const text = raw.trim();
    if (text === '') continue;
    const cells = cellsOf(text);
    if (line === 1) {
      const named = cells.findIndex((cell) => HEADING.test(cell.replace(/[_-]/g, ' ')));
      if (named >= 0) {
        column = named;
        continue;
      }
    }
    yield { line, text, tel: telIn(column === null ? cells : cells.slice(column, column + 1), read) };
  }
}

function telIn(cells: readonly string[], read: (text: string) => string | null): string | null {
  for (const cell of cells) {
    const tel = cell === '' ? null : read(cell);
    if (tel !== null) return tel;
  }
  return null;
}

function cellsOf(row: string): readonly string[] {
  const cells: string[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < row.length) {
    const found = CELL.exec(row);
    if (!found) break;
    cells.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
  }
  return cells;
}
