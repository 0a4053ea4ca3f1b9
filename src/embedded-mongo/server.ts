/**
 * Connections: bytes in, commands run one after the other per connection, replies out. A command that fails is answered
 * with MongoDB's error document; bytes that make no sense close the connection; neither ends the program.
 */
import type { Socket } from 'node:net';
import { complain } from './complain.ts';
import type { Engine } from './engine.ts';
import type { Document } from './language/values.ts';
import { runCommand, errorReply } from './commands/run.ts';
import { writeReply } from './replies.ts';
import { MAX_MESSAGE_BYTES, MessageSplitter, readRequest, WireError, type Request } from './wire.ts';

export interface Server {
  readonly accept: (socket: Socket) => void;
  readonly closeConnections: () => void;
}

/** What one connection may have waiting before we stop reading from it. */
const MAX_WAITING_BYTES = 2 * MAX_MESSAGE_BYTES;

export function serve(engine: Engine): Server {
  const sockets = new Set<Socket>();
  let nextConnectionId = 1;
  let nextReplyId = 1;

  function accept(socket: Socket): void {
    const connectionId = nextConnectionId++;
    const splitter = new MessageSplitter();
    const waiting: { request: Request; bytes: number }[] = [];
    let waitingBytes = 0;
    let isBusy = false;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const message of splitter.push(chunk)) {
          waiting.push({ request: readRequest(message), bytes: message.length });
          waitingBytes += message.length;
        }
      } catch (error) {
        if (error instanceof WireError) complain(`connection ${connectionId} closed: ${error.message}`);
        else complain(`connection ${connectionId} closed`, error);
        socket.destroy();
        return;
      }
      if (waitingBytes > MAX_WAITING_BYTES) socket.pause();
      if (!isBusy) void work();
    });

    async function work(): Promise<void> {
      isBusy = true;
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { request, bytes } = next;
        const body = await runCommand(engine, request, connectionId);
        waitingBytes -= bytes;
        if (socket.isPaused() && waitingBytes <= MAX_WAITING_BYTES) socket.resume();
        if (!request.wantsNoReply && !socket.destroyed) send(socket, request, body);
      }
      isBusy = false;
    }
  }

  function send(socket: Socket, request: Request, body: Document): void {
    let message: Buffer;
    try {
      message = writeReply(request, nextReplyId, body);
    } catch (error) {
      message = writeReply(request, nextReplyId, errorReply(error));
    }
    nextReplyId = (nextReplyId % 0x7fffffff) + 1;
    socket.write(message);
  }

  return {
    accept,
    closeConnections() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
