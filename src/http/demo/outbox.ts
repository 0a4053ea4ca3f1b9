/**
 * The demo’s outbox: the emails it would have sent. Each email’s HTML is a separate document in a sandbox, without
 * scripts or outside content. Its links open outside the sandbox.
 */
import { failure } from '../../core/vocabulary/errors.ts';
import type { Mailbox } from '../../ports/mail.ts';
import type { OutboxList, OutboxMail } from '../../shared/outbox.ts';
import { route, SENT, type Route } from '../plumbing/route.ts';

// The sandboxed document may only open links in new, ordinary windows.
const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join(';');

const GONE = failure('not-found', 'Email not found. Only the latest 200 are kept, until the demo stops.');

export function outboxRoutes(mailbox: Mailbox): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/outbox',
      who: 'anyone',
      summary: 'Demo only: emails it would have sent.',
      reply: { 200: 'The latest 200, newest first.' },
      run: ({ res }) => {
        res.setHeader('cache-control', 'no-cache');
        return { mails: mailbox.list() } satisfies OutboxList;
      },
    }),
    route({
      method: 'get',
      path: '/api/outbox/:id',
      who: 'anyone',
      summary: 'Demo only: one email, as text.',
      reply: { 200: 'The email.', 404: 'Email not found.' },
      run: ({ params }) => {
        const mail = mailbox.byId(params.id);
        if (!mail) return GONE;
        const { html, ...shown } = mail;
        return { ...shown, hasHtml: html !== '' } satisfies OutboxMail;
      },
    }),
    route({
      method: 'get',
      path: '/outbox/:id/html',
      who: 'public',
      summary: 'Demo only: the email’s HTML, sandboxed.',
      reply: {
        200: { description: 'The HTML.', type: 'text/html', schema: { type: 'string' } },
        404: 'Email not found.',
      },
      run: ({ params, res }) => {
        const mail = mailbox.byId(params.id);
        if (!mail) return GONE;
        res
          .setHeader('content-security-policy', MAIL_POLICY)
          .setHeader('x-frame-options', 'SAMEORIGIN')
          .type('html')
          .send(mail.html.replace('<head>', '<head><base target="_blank">'));
        return SENT;
      },
    }),
  ];
}
