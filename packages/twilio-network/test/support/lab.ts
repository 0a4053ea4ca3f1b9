/** A network with a manual clock, an application that answers its webhooks, and the real `twilio` client pointed at it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import { startPhoneNetwork, type PhoneNetwork, type PhoneNetworkOptions } from '../../src/network.ts';

export const ACCOUNT_SID = `AC${'0123456789abcdef'.repeat(2)}`;
export const AUTH_TOKEN = 'test-token-of-the-simulated-network';
export const TOLL_FREE = '+18005550100';
export const CALLER = '+14155550123';

export type VoiceResponse = InstanceType<typeof twilio.twiml.VoiceResponse>;
export const { VoiceResponse } = twilio.twiml;

export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly rawBody: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly socketPort: number;
}

/** Text is a document as it stands; null is no answer at all. */
type Reply =
  string | VoiceResponse | { status?: number; type?: string; body?: string; headers?: Record<string, string> } | null;
type Handler = (request: Received) => Reply | Promise<Reply>;

export interface App {
  readonly url: string;
  /** Every request, in order of arrival. */
  readonly requests: Received[];
  /** What to answer at a path; anything else is answered with an empty Response. */
  on(path: string, handler: Handler | Reply): void;
  at(path: string): Received[];
}

export interface Lab {
  readonly network: PhoneNetwork;
  readonly app: App;
  readonly client: ReturnType<typeof twilio>;
  stop(): Promise<void>;
}

/** Sends every request of the twilio package to the network instead. */
export class Redirected extends twilio.RequestClient {
  readonly base: string;
  constructor(base: string) {
    super({ timeout: 5000 });
    this.base = base;
  }
  override request<T>(options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0]) {
    return super.request<T>({ ...options, uri: options.uri.replace('https://api.twilio.com', this.base) });
  }
}

export const clientFor = (url: string, token = AUTH_TOKEN) =>
  twilio(ACCOUNT_SID, token, { httpClient: new Redirected(url) });

export async function startLab(options: Partial<PhoneNetworkOptions> = {}): Promise<Lab> {
  const app = await startApp();
  const network = await startPhoneNetwork({
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    clock: 'manual',
    ...options,
  });
  network.numbers.set(TOLL_FREE, { voice: { url: `${app.url}/voice`, method: 'POST' } });
  return {
    network,
    app,
    client: clientFor(network.url),
    async stop() {
      await network.stop();
      await app.stop();
    },
  };
}

async function startApp(): Promise<App & { stop(): Promise<void> }> {
  const requests: Received[] = [];
  const handlers = new Map<string, Handler | Reply>();
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const rawBody = Buffer.concat(chunks).toString('utf8');
    const url = request.url ?? '';
    const path = url.split('?')[0] ?? '';
    const isForm = request.headers['content-type']?.includes('urlencoded');
    const parameters = Object.fromEntries(new URLSearchParams(isForm ? rawBody : (url.split('?')[1] ?? '')));
    const received = {
      method: request.method ?? '',
      url,
      path,
      headers: request.headers,
      rawBody,
      parameters,
      socketPort: request.socket.remotePort ?? 0,
    };
    requests.push(received);
    const handler = handlers.has(path) ? handlers.get(path)! : new VoiceResponse();
    const reply = typeof handler === 'function' ? await handler(received) : handler;
    if (reply === null) return;
    if (typeof reply === 'string' || reply instanceof VoiceResponse) {
      response.writeHead(200, { 'Content-Type': 'text/xml' }).end(reply.toString());
    } else {
      const { status = 200, type = 'text/xml', body = '', headers = {} } = reply;
      response.writeHead(status, { 'Content-Type': type, ...headers }).end(body);
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    on: (path, handler) => void handlers.set(path, handler),
    at: (path) => requests.filter((request) => request.path === path),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** TwiML, written with twilio's own builder. */
export function twiml(write: (response: VoiceResponse) => void): VoiceResponse {
  const response = new VoiceResponse();
  write(response);
  return response;
}
