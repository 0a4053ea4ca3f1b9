/**
 * Connections: bytes in, commands run one after the other per connection, replies out. A command that fails is answered
 * with MongoDB's error document; malformed bytes close the connection. Neither ends the program.
 */
import type { Socket } from 'node:net';
import { complain } from './complain.ts';
import { runCommand } from './commands/run.ts';
import type { Engine } from './engine.ts';
import { writeAnyReply } from './replies.ts';
import { Turns } from './turns.ts';
import { MessageSplitter, readRequest, WireError, type Request } from './wire.ts';

export interface Server {
  readonly accept: (socket: Socket) => void;
  readonly closeConnections: () => void;
}

/** What a connection may have waiting before we stop reading from it. */
const MAX_WAITING_BYTES = 1024 * 1024;
/** What all connections together may leave unread before the slowest of them is ended. */
const MAX_UNREAD_BYTES = 256 * 1024 * 1024;
/** How long a client may take to read one reply. */
const READ_LIMIT_MS = 60_000;

interface ServerLimits {
  readonly readLimitMs?: number;
  readonly maxUnreadBytes?: number;
}

export function serve(
  engine: Engine,
  { readLimitMs = READ_LIMIT_MS, maxUnreadBytes = MAX_UNREAD_BYTES }: ServerLimits = {},
): Server {
  const sockets = new Set<Socket>();
  const turns = new Turns();
  /** Replies that were not read yet, the oldest first. */
  const unread = new Map<Socket, number>();
  let nextConnectionId = 1;
  let nextReplyId = 1;

  function accept(socket: Socket): void {
    const connection = { id: nextConnectionId++, isClosed: false, turn: turns.open() };
    const splitter = new MessageSplitter();
    const waiting: Buffer[] = [];
    let waitingBytes = 0;
    let isBusy = false;
    sockets.add(socket);
    socket.on('close', () => {
      connection.isClosed = true;
      waiting.length = 0;
      sockets.delete(socket);
      engine.cursors.connectionClosed(connection);
    });
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const message of splitter.push(chunk)) {
          waiting.push(message);
          waitingBytes += message.length;
        }
      } catch (error) {
        refuseBytes(error);
        return;
      }
      if (waitingBytes > MAX_WAITING_BYTES) socket.pause();
      if (!isBusy) void work();
    });

    async function work(): Promise<void> {
      isBusy = true;
      for (let message = waiting.shift(); message; message = waiting.shift()) {
        const request = read(message);
        if (!request) return;
        const turn = connection.turn.next();
        if (turn) await turn;
        const body = await runCommand(engine, request, connection);
        waitingBytes -= message.length;
        if (!request.wantsNoReply && !socket.destroyed) {
          await send(socket, writeAnyReply(request, nextReplyId, body));
          nextReplyId = (nextReplyId % 0x7fffffff) + 1;
        }
        if (socket.isPaused() && waitingBytes <= MAX_WAITING_BYTES) socket.resume();
      }
      isBusy = false;
    }

    function read(message: Buffer): Request | null {
      try {
        return readRequest(message);
      } catch (error) {
        refuseBytes(error);
        return null;
      }
    }

    function refuseBytes(error: unknown): void {
      if (error instanceof WireError) complain(`connection ${connection.id} closed: ${error.message}`);
      else complain(`connection ${connection.id} closed`, error);
      socket.destroy();
    }
  }

  /** Resolves when the client has read enough of it for the next reply, or is gone. */
  async function send(socket: Socket, message: Buffer): Promise<void> {
    if (socket.write(message)) return;
    unread.set(socket, message.length);
    endSlowest();
    if (socket.destroyed) {
      unread.delete(socket);
      return;
    }
    await new Promise<void>((resolve) => {
      const limit = setTimeout(() => {
        complain(`a connection was closed: its client read nothing for ${readLimitMs} ms`);
        socket.destroy();
      }, readLimitMs);
      const settle = (): void => {
        clearTimeout(limit);
        socket.off('drain', settle);
        socket.off('close', settle);
        resolve();
      };
      socket.once('drain', settle);
      socket.once('close', settle);
    });
    unread.delete(socket);
  }

  function endSlowest(): void {
    let bytes = 0;
    for (const length of unread.values()) bytes += length;
    for (const [socket, length] of unread) {
      if (bytes <= maxUnreadBytes) return;
      complain('a connection was closed: too many replies are not read');
      bytes -= length;
      unread.delete(socket);
      socket.destroy();
    }
  }

  return {
    accept,
    closeConnections() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
