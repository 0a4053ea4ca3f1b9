/**
 * The yardstick: what a good engineer would write in an afternoon. Express, joi, mongoose and Socket.IO over the same
 * database as Leadbell; one durable insert per form, one update per step, no laws. It never changes, so that its
 * figures can be compared between versions of Leadbell.
 *
 * MONGODB_URI=… node dist/bench-plain.js
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import joi from 'joi';
import mongoose from 'mongoose';
import { Server, type Socket } from 'socket.io';

await mongoose.connect(process.env['MONGODB_URI'] ?? '');
const SCHEMA = new mongoose.Schema(
  {
    name: String,
    phone: String,
    message: String,
    consent: Object,
    state: String,
    agent: String,
    outcome: String,
    history: [Object],
  },
  { timestamps: true },
)
  .index({ phone: 1 })
  .index({ state: 1 });
const Lead = mongoose.model('Lead', SCHEMA);
await Lead.init();
const BODY = joi
  .object({
    name: joi.string().max(200).required(),
    phone: joi.string().max(40).required(),
    message: joi.string().max(5000),
  })
  .unknown(true);

interface Asked {
  readonly offerId?: string;
  readonly leadId?: string;
  readonly outcome?: string;
}

const app = express();
const server = createServer(app);
const io = new Server(server, { serveClient: false, perMessageDeflate: false });
const desks: Socket[] = [];
let next = 0;
const change = (filter: object, set: object, kind: string) =>
  Lead.findOneAndUpdate(
    filter,
    { $set: set, $push: { history: { kind, at: new Date() } } },
    { returnDocument: 'after' },
  ).lean();

io.of('/desk').on('connection', (socket) => {
  desks.push(socket);
  socket.on('disconnect', () => desks.splice(desks.indexOf(socket), 1));
  const on = (event: string, work: (asked: Asked) => PromiseLike<unknown>) =>
    socket.on(event, async (asked: Asked, ack?: (reply: object) => void) => {
      const lead = await work(asked);
      ack?.({ ok: true, lead });
    });
  on('presence:set', () => Promise.resolve(null));
  on('offer:seen', ({ offerId }) => change({ _id: offerId, state: 'offered' }, {}, 'seen'));
  on('offer:accept', ({ offerId }) => change({ _id: offerId, state: 'offered' }, { state: 'connecting' }, 'accepted'));
  on('lead:talking', ({ leadId }) => change({ _id: leadId }, { state: 'talking' }, 'talking'));
  on('lead:close', ({ leadId, outcome }) => change({ _id: leadId }, { state: 'closed', outcome }, 'closed'));
});

app.use(express.json());
app.post('/api/forms/:formKey/leads', async (req, res) => {
  const { error, value } = BODY.validate(req.body) as joi.ValidationResult<Record<string, unknown>>;
  if (error) return void res.status(422).json({ error: error.message });
  const desk = desks[next++ % Math.max(1, desks.length)];
  const history = [{ kind: 'opened', at: new Date() }];
  const lead = await Lead.create({ ...value, state: 'offered', agent: desk?.id, history });
  const id = String(lead._id);
  res.status(201).json({ receiptId: id });
  desk?.emit('offer', { offerId: id, lead: { id, message: lead.message } }, () => undefined);
});

server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`plain http://localhost:${(server.address() as AddressInfo).port}\n`),
);
