/**
 * The baseline of the benchmarks: the least that could hand a form to an agent. Express and joi validate the same body,
 * Socket.IO notifies one connected desk after another; nothing is stored, decided or confirmed.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import joi from 'joi';
import { Server, type Socket } from 'socket.io';

const BODY = joi.object({
  name: joi.string().max(200).required(),
  phone: joi.string().max(40).required(),
  message: joi.string().max(5000),
  consent: joi.object({ call: joi.boolean().required(), now: joi.boolean() }).required(),
});

const app = express();
const server = createServer(app);
const io = new Server(server, { serveClient: false, perMessageDeflate: false });
const desks: Socket[] = [];
let next = 0;
io.of('/desk').on('connection', (socket) => {
  desks.push(socket);
  socket.on('disconnect', () => desks.splice(desks.indexOf(socket), 1));
  socket.on('offer:seen', (_body, ack: (reply: object) => void) => ack({ ok: true }));
});

app.use(express.json());
app.post('/api/forms/:formKey/leads', (req, res) => {
  const { error, value } = BODY.validate(req.body, { convert: false });
  if (error) return void res.status(422).json({ error: error.message });
  const { name, message } = value as { name: string; message?: string };
  const desk = desks[next++ % Math.max(1, desks.length)];
  desk?.emit('offer', { offerId: String(next), lead: { id: String(next), message, person: { name } } });
  res.status(201).json({ receiptId: String(next), statusUrl: `/r/${next}` });
});

server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`relay http://localhost:${(server.address() as AddressInfo).port}\n`);
process.on('SIGTERM', () => process.exit(0));
