/** Whether a row of an imported file is about a person: one of its cells is their number, however written, or address. */

/** Fewer digits are any number. */
const MIN_DIGITS = 8;

export function isRowOf(
  cells: readonly string[],
  { tel, emails }: { readonly tel?: string; readonly emails: readonly string[] },
): boolean {
  const digits = tel?.replace(/\D/g, '');
  return cells.some((cell) => {
    const text = cell.trim().toLowerCase();
    if (emails.some((email) => email.toLowerCase() === text)) return true;
    // A country code, a trunk zero or a dial prefix may stand before it, or be missing.
    const written = text.replace(/\D/g, '').replace(/^0+/, '');
    if (digits === undefined || written.length < MIN_DIGITS) return false;
    return digits.endsWith(written) || written.endsWith(digits);
  });
}
