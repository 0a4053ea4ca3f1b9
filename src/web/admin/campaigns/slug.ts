/** Codes derived from labels. */

/** A field name: `monthlyBill` for `Monthly bill ($)`. Empty when no character is usable. */
export function fieldNameOf(label: string): string {
  const words = removeAccents(label)
    .split(/[^a-z0-9]+/i)
    .filter((word) => word !== '');
  const joined = words.map((word, index) => (index === 0 ? word.toLowerCase() : capital(word))).join('');
  return joined.replace(/^\d+/, '').slice(0, 40);
}

/** Part of a URL: `solar-panels-for-you` for `Solar panels for you`. */
export function formKeyOf(name: string): string {
  return removeAccents(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
}

/** Removes accents. */
function removeAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

/** The code after the text changed: it follows the text until the user edits the code. */
export function nextCode(code: string, before: string, after: string, make: (text: string) => string): string {
  return code === '' || code === make(before) ? make(after) : code;
}
