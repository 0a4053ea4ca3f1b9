/** The key under which limits count a network address. Every limit by address uses it. */
import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';

/** One subscriber has at least an IPv6 /64 (RFC 6177), so a limit per address would be no limit. */
const IPV6_PREFIX = 64;

/** The address for IPv4, even if written as IPv6; the /64 network for IPv6. */
export function addressKey(address: string | undefined): string {
  return ipKeyGenerator(address ?? '', IPV6_PREFIX);
}

/** The same for a request, as rate-limit middleware expects it. */
export function keyOfSender({ ip }: Pick<Request, 'ip'>): string {
  return addressKey(ip);
}
