/** One HTTP request to the application, within its timeouts. Never throws. */
import { request as requestHttp, type Agent as HttpAgent } from 'node:http';
import { request as requestHttps, type Agent as HttpsAgent } from 'node:https';

export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Received {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | null;
  readonly body: string;
}

export type Attempt =
  | { readonly kind: 'answered'; readonly answer: Received }
  /** `ct`: no connection. `rt`: connected, but no complete answer in time. `code`: the published error code. */
  | { readonly kind: 'failed'; readonly during: 'ct' | 'rt'; readonly code: number; readonly reason: string };

/** The application closed an idle connection just as it was reused: nothing was sent yet. */
const STALE = new Set(['ECONNRESET', 'EPIPE']);

/** The largest TwiML document. */
const LARGEST_ANSWER = 65_536;

export function attempt(
  url: URL,
  outgoing: Outgoing,
  times: { readonly connectMs: number; readonly readMs: number },
  agents: Agents,
): Promise<Attempt> {
  return new Promise((resolve) => {
    let isConnected = false;
    const isHttps = url.protocol === 'https:';
    const request = (isHttps ? requestHttps : requestHttp)(url, {
      method: outgoing.method,
      headers: { ...outgoing.headers, 'Content-Length': Buffer.byteLength(outgoing.body) },
      agent: isHttps ? agents.https : agents.http,
    });
    const timers = [setTimeout(() => fail(11205, `no connection within ${times.connectMs} ms`), times.connectMs)];
    const finish = (result: Attempt) => {
      for (const timer of timers) clearTimeout(timer);
      resolve(result);
    };
    const fail = (code: number, reason: string) => {
      finish({ kind: 'failed', during: isConnected ? 'rt' : 'ct', code, reason });
      request.destroy();
    };
    const onConnected = () => {
      isConnected = true;
      clearTimeout(timers[0]);
      request.setTimeout(times.readMs, () => fail(11205, `no answer within ${times.readMs} ms`));
    };
    request.on('socket', (socket) => {
      if (socket.connecting) socket.once(isHttps ? 'secureConnect' : 'connect', onConnected);
      else onConnected();
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (!request.reusedSocket || !STALE.has(error.code ?? '')) return fail(codeOf(error), error.message);
      for (const timer of timers) clearTimeout(timer);
      resolve(attempt(url, outgoing, times, agents));
    });
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > LARGEST_ANSWER) fail(11750, 'the answer is larger than 64 KB');
        else chunks.push(chunk);
      });
      response.on('error', (error) => fail(11205, error.message));
      response.on('end', () =>
        finish({
          kind: 'answered',
          answer: {
            status: response.statusCode ?? 0,
            contentType: (response.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
            location: response.headers.location ?? null,
            body: Buffer.concat(chunks).toString('utf8'),
          },
        }),
      );
    });
    request.end(outgoing.body);
  });
}

/** https://www.twilio.com/docs/api/errors: 11210 bad host name, 11220 TLS, 11206 protocol, else 11205. */
function codeOf(error: NodeJS.ErrnoException): number {
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') return 11210;
  if (error.code?.startsWith('HPE_')) return 11206;
  if (error.code?.startsWith('ERR_TLS') || error.code?.includes('CERT')) return 11220;
  return 11205;
}
