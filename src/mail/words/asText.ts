/** A message as plain text: what screen readers, watches and careful people read. */
import type { Block, Message } from './message.ts';

export function asText({ title, blocks, why }: Message): string {
  return [title, ...blocks.map(blockAsText), `-- \n${why}`].join('\n\n') + '\n';
}

function blockAsText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'button':
      return `${block.label}:\n${block.href}`;
    case 'list':
      return block.items.map(({ label, detail, href }) => `* ${label}\n  ${detail}\n  ${href}`).join('\n');
  }
}
