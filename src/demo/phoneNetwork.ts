/**
 * The demo’s phone network: the simulated network as a separate process, with the demo’s number. It starts before the
 * service, which needs its address, and learns the service’s address once the service is listening.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { CALL_PATHS, withRetries } from '../core/call/paths.ts';
import { DEMO_CAMPAIGN } from './campaign.ts';

export interface DemoNetwork {
  /** The address of its API. */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** Points the demo’s number at the service. */
  readonly serve: (publicUrl: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts it; rejects if it fails to start. `program` is the built `dist/phone-network.js`. */
export async function startPhoneNetwork(program: string): Promise<DemoNetwork> {
  const accountSid = `AC${randomBytes(16).toString('hex')}`;
  const authToken = randomBytes(16).toString('hex');
  // The child’s standard input stays open as long as this process lives. When it closes, the child exits too, even if
  // this process was killed.
  const child = spawn(process.execPath, ['--enable-source-maps', program, '--parent-watch'], {
    env: { PATH: process.env['PATH'], PHONE_NETWORK_ACCOUNT_SID: accountSid, PHONE_NETWORK_AUTH_TOKEN: authToken },
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'exit');
  const first = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>,
    ended.then(([code]) => Promise.reject(new Error(`the simulated phone network exited with code ${String(code)}`))),
  ]);
  const { url } = JSON.parse(first[0]) as { url: string };

  return {
    url,
    accountSid,
    authToken,
    async serve(publicUrl) {
      for (const number of DEMO_CAMPAIGN.calls?.numbers ?? []) {
        const response = await fetch(`${url}/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers.json`, {
          method: 'POST',
          headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
          body: new URLSearchParams({
            PhoneNumber: number,
            VoiceUrl: withRetries(publicUrl + CALL_PATHS.incoming),
            VoiceFallbackUrl: withRetries(publicUrl + CALL_PATHS.fallback),
            StatusCallback: withRetries(publicUrl + CALL_PATHS.incomingStatus),
            SmsUrl: withRetries(publicUrl + CALL_PATHS.textIncoming),
          }),
        });
        if (!response.ok) throw new Error(`failed to set up the demo's number: HTTP ${response.status}`);
      }
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await ended;
    },
  };
}
