/** Digit by digit, with pauses where the written number has separators. */
export function spellDigits(number: string): string {
  return number
    .replace(/^\+/, '')
    .split(/\D+/)
    .filter((group) => group !== '')
    .map((group) => group.split('').join(' '))
    .join(', ');
}
