/** Ed25519 signatures (RFC 8032). The key's ID is in every signature's record, so that old ones outlive a rotation. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Moment } from '../core/vocabulary/time.ts';
import type { PublicKey, SigningKey } from '../ports/evidence.ts';
import { sha256 } from './digest.ts';

const ID_LENGTH = 16;

export function makeKey(from: Moment): SigningKey {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ format: 'jwk' }).x ?? '';
  const privateKey = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  return { id: idOf(publicKey), publicKey, from, privateKey };
}

/** The signature, base64url. `purpose` is signed, too, so that one record can't pass for another. */
export function signText(key: SigningKey, purpose: string, text: string): string {
  const privateKey = createPrivateKey({ key: Buffer.from(key.privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return sign(null, messageOf(purpose, text), privateKey).toString('base64url');
}

/** False, too, if the key or the signature can't be read. */
export function isSignedBy({ id, publicKey }: PublicKey, purpose: string, text: string, signature: string): boolean {
  if (id !== idOf(publicKey)) return false;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    const bytes = Buffer.from(signature, 'base64url');
    return bytes.toString('base64url') === signature && verify(null, messageOf(purpose, text), key, bytes);
  } catch {
    return false;
  }
}

function messageOf(purpose: string, text: string): Buffer {
  return Buffer.from(`leadbell ${purpose}\n${text}`);
}

function idOf(publicKey: string): string {
  return sha256(Buffer.from(publicKey, 'base64url')).slice(0, ID_LENGTH);
}
