/** A message as plain text, for screen readers, watches and people who prefer it. */
import type { Block, Message } from '../core/mail/message.ts';

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
