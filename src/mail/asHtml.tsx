/**
 * A message as HTML. Everything is text to Preact and escaped by it. Colours are set only where they belong together
 * (the button), so that a mail program's dark mode finds nothing that it could make illegible; styles are inline, and
 * nothing is loaded from anywhere.
 */
import { renderToString } from 'preact-render-to-string';
import type { Language } from '../core/vocabulary/language.ts';
import type { Block, Message } from '../core/mail/message.ts';

const FONT = "-apple-system, 'Segoe UI', Roboto, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', sans-serif";
const SHEET = {
  maxWidth: '34rem',
  margin: '0 auto',
  padding: '24px 16px',
  fontFamily: FONT,
  fontSize: '16px',
  lineHeight: '1.55',
  wordBreak: 'keep-all',
  overflowWrap: 'anywhere',
} as const;
const TITLE = { fontSize: '22px', lineHeight: '1.3', fontWeight: 600, margin: '0 0 16px' } as const;
const TEXT = { margin: '0 0 16px' } as const;
const BUTTON = {
  display: 'inline-block',
  padding: '12px 20px',
  borderRadius: '8px',
  background: '#1f4fd8',
  color: '#ffffff',
  fontWeight: 600,
  textDecoration: 'none',
} as const;
const WHY = {
  margin: '32px 0 0',
  paddingTop: '16px',
  borderTop: '1px solid #8a8f98',
  fontSize: '13px',
  opacity: 0.85,
} as const;

export function asHtml(message: Message, language: Language): string {
  const page = (
    <html lang={language} dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{message.subject}</title>
        <style>{':root{color-scheme:light dark}'}</style>
      </head>
      <body style={{ margin: 0 }}>
        <div style={SHEET}>
          <h1 style={TITLE}>{message.title}</h1>
          {message.blocks.map(block)}
          <p style={WHY}>{message.why}</p>
        </div>
      </body>
    </html>
  );
  return `<!doctype html>${renderToString(page)}`;
}

function block(one: Block) {
  switch (one.kind) {
    case 'text':
      return <p style={TEXT}>{one.text}</p>;
    case 'button':
      return (
        <p style={TEXT}>
          <a href={one.href} style={BUTTON}>
            {one.label}
          </a>
        </p>
      );
    case 'list':
      return (
        <ul style={{ ...TEXT, padding: '0 0 0 20px' }}>
          {one.items.map(({ label, detail, href }) => (
            <li style={{ margin: '0 0 8px' }} key={href}>
              <a href={href}>
                <bdi>{label}</bdi>
              </a>
              <br />
              {detail}
            </li>
          ))}
        </ul>
      );
  }
}
