/** A client that speaks the wire protocol by hand, to do what no driver does. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { deserialize, serialize, type Document } from 'bson';

export async function openSocket(path: string): Promise<Socket> {
  const socket = connect(path);
  await once(socket, 'connect');
  return socket;
}

export function commandBytes(command: Document | Uint8Array): Buffer {
  const body = command instanceof Uint8Array ? command : serialize(command);
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(2013, 12);
  return Buffer.concat([head, body]);
}

export async function readReply(socket: Socket): Promise<Document> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    chunks.push(chunk);
    length += chunk.length;
    const bytes = Buffer.concat(chunks);
    if (length >= 4 && length >= bytes.readInt32LE(0)) return deserialize(bytes.subarray(21), { promoteLongs: false });
  }
}

export async function ask(socket: Socket, command: Document | Uint8Array): Promise<Document> {
  const reply = readReply(socket);
  socket.write(commandBytes(command));
  return reply;
}

/** The bytes of {$and: [{$and: [… {}]}]} and the like, `levels` deep, under one field of each document. */
export function nested(levels: number, wrap: (inner: Document) => Document): Document {
  let document: Document = { x: 1 };
  for (let i = 0; i < levels; i += 1) document = wrap(document);
  return document;
}
