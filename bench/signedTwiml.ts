/**
 * The baseline for a call’s webhook: the least that could answer the phone network. The signature is checked and a
 * document built; nothing is stored, looked up or decided.
 *
 * AUTH_TOKEN=… node dist/bench-signed.js
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import twilio from 'twilio';

const authToken = process.env['AUTH_TOKEN'] ?? '';
const app = express();
const server = createServer(app);
const address = () => `http://localhost:${(server.address() as AddressInfo).port}`;

app.use(express.urlencoded({ extended: false }));
app.post('/voice', (req, res) => {
  const signature = req.get('x-twilio-signature') ?? '';
  const parameters = req.body as Record<string, string>;
  if (!twilio.validateRequest(authToken, signature, address() + req.originalUrl, parameters))
    return void res.sendStatus(403);
  const document = new twilio.twiml.VoiceResponse();
  document.say('Thank you for waiting.');
  document.enqueue('line');
  res.type('text/xml').send(document.toString());
});

server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`signed ${address()}\n`);
process.on('SIGTERM', () => process.exit(0));
