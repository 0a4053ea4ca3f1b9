/** Formats a TwiML document: one element per line, indented. An element with only text stays on its line. */
export function prettyXml(text: string): string {
  const pieces = text.replace(/>\s+</g, '><').match(/<[^>]+>|[^<]+/g) ?? [];
  const lines: string[] = [];
  let depth = 0;
  let isOpen = false;
  const put = (piece: string) => lines.push('  '.repeat(depth) + piece);
  const append = (piece: string) => lines.push(`${lines.pop() ?? ''}${piece}`);
  for (const piece of pieces) {
    if (piece.startsWith('</')) {
      depth = Math.max(0, depth - 1);
      // Close an element without child elements on its own line.
      if (isOpen) append(piece);
      else put(piece);
      isOpen = false;
    } else if (piece.startsWith('<')) {
      put(piece);
      isOpen = !piece.endsWith('/>') && !piece.startsWith('<?');
      if (isOpen) depth += 1;
    } else if (isOpen) {
      append(piece.trim());
    } else if (piece.trim() !== '') {
      put(piece.trim());
    }
  }
  return lines.join('\n');
}
