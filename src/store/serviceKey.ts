/** Secrets that every node of the service shares: created once and kept in the settings. */
import type { Connection } from 'mongoose';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Signer } from '../ports/basics.ts';
import type { SettingsStore } from '../ports/settings.ts';
import { runGuardedClaim } from './plain.ts';

const KEY_BYTES = 32;
const SIGNING_KEY = 'signingKey';

/** 256 bits, base64. Two nodes that start at once get the same key. */
export async function serviceKey(connection: Connection, settings: SettingsStore, name: string): Promise<string> {
  const known = await settings.get<string>(name);
  if (known !== null) return known;
  const made = { _id: name, value: randomBytes(KEY_BYTES).toString('base64') };
  // Insert only.
  await runGuardedClaim(() => connection.collection<typeof made>('settings').insertOne(made));
  return (await settings.get<string>(name)) ?? made.value;
}

export function createSigner(connection: Connection, settings: SettingsStore): Signer {
  let key: string | undefined;
  const sign = async (text: string): Promise<string> => {
    key ??= await serviceKey(connection, settings, SIGNING_KEY);
    return createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64url');
  };
  return {
    sign,
    async isSigned(text, signature) {
      const [given, right] = [Buffer.from(signature), Buffer.from(await sign(text))];
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
