/** Codes made from the words that people type. */

/** `Monthly bill ($)` as `monthlyBill`: a field's name. Empty when nothing of it can be used. */
export function fieldNameOf(label: string): string {
  const words = plain(label)
    .split(/[^a-z0-9]+/i)
    .filter((word) => word !== '');
  const joined = words.map((word, index) => (index === 0 ? word.toLowerCase() : capital(word))).join('');
  return joined.replace(/^\d+/, '').slice(0, 40);
}

/** `Solar panels for you` as `solar-panels-for-you`: part of an address. */
export function formKeyOf(name: string): string {
  return plain(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
}

/** Letters without their accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

/** The code for a changed text: it follows the text until somebody gave it a name of its own. */
export function following(code: string, before: string, after: string, make: (text: string) => string): string {
  return code === '' || code === make(before) ? make(after) : code;
}
