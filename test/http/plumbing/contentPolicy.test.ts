/** Where pages may connect: to Twilio’s hosts if browsers take calls on its network, otherwise nowhere. */
import { expect, test } from '@jest/globals';
import { startService } from '../../support/service.ts';

const TWILIO = {
  TWILIO_ACCOUNT_SID: `AC${'0123456789abcdef'.repeat(2)}`,
  TWILIO_AUTH_TOKEN: 'not-a-secret-in-tests',
  PUBLIC_URL: 'https://leads.example.com',
};
const KEYS = {
  TWILIO_API_KEY_SID: `SK${'0123456789abcdef'.repeat(2)}`,
  TWILIO_API_KEY_SECRET: 'not-a-secret-in-tests',
};

async function directives(env: Record<string, string>): Promise<ReadonlyMap<string, string>> {
  const service = await startService({ env, seed: false });
  try {
    const policy = (await fetch(`${service.url}/desk`)).headers.get('content-security-policy') ?? '';
    return new Map(
      policy.split(';').map((directive) => {
        const [name = '', ...sources] = directive.split(' ');
        return [name, sources.join(' ')] as const;
      }),
    );
  } finally {
    await service.close();
  }
}

test('[H9] Twilio’s edges are in the content policy only if browsers take calls on its network', async () => {
  for (const env of [{}, TWILIO]) {
    const policy = await directives(env);
    expect(policy.get('connect-src')).toBe("'self'");
    expect(policy.get('media-src')).toBe("'self' data: blob:");
  }
  const policy = await directives({ ...TWILIO, ...KEYS });
  expect(policy.get('connect-src')).toContain('wss://voice-js.roaming.twilio.com');
  expect(policy.get('connect-src')).toContain('https://eventgw.twilio.com');
  expect(policy.get('media-src')).toContain('mediastream:');
  expect(policy.get('script-src')).toBe("'self'");
});
