/** What a limit counts under for a network address. Every limit by address uses it. */
import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';

/** One customer of a network has at least a /64 of IPv6 (RFC 6177), so a limit per address would be no limit. */
const IPV6_PREFIX = 64;

/** The address itself for IPv4, also when it is written as IPv6; the /64 network for IPv6. */
export function addressKey(address: string | undefined): string {
  return ipKeyGenerator(address ?? '', IPV6_PREFIX);
}

/** The same of a request, as rate-limit middleware asks for it. */
export function keyOfSender({ ip }: Pick<Request, 'ip'>): string {
  return addressKey(ip);
}
