/**
 * The demo’s outbox: the emails it would have sent. Each email’s HTML is a separate document in a sandbox, without
 * scripts or outside content. Its links open outside the sandbox.
 */
import { Router } from 'express';
import { failure } from '../../core/vocabulary/errors.ts';
import type { Mailbox } from '../../ports/mail.ts';
import type { OutboxList, OutboxMail } from '../../shared/outbox.ts';
import { sendProblem } from '../plumbing/problems.ts';

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

export function outboxRoutes(mailbox: Mailbox): Router {
  const router = Router();

  router.get('/api/outbox', (_req, res) => {
    res.setHeader('cache-control', 'no-cache').json({ mails: mailbox.list() } satisfies OutboxList);
  });

  router.get('/api/outbox/:id', (req, res) => {
    const mail = mailbox.byId(req.params.id);
    if (!mail) return sendProblem(res, GONE);
    const { html, ...shown } = mail;
    return res.json({ ...shown, hasHtml: html !== '' } satisfies OutboxMail);
  });

  router.get('/outbox/:id/html', (req, res) => {
    const mail = mailbox.byId(req.params.id);
    if (!mail) return sendProblem(res, GONE);
    return res
      .setHeader('content-security-policy', MAIL_POLICY)
      .setHeader('x-frame-options', 'SAMEORIGIN')
      .type('html')
      .send(mail.html.replace('<head>', '<head><base target="_blank">'));
  });

  return router;
}
