/** SMTP_URL and MAIL_FROM, parsed and validated before anything starts. */

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps), otherwise STARTTLS if the server offers it. */
  readonly implicitTls: boolean;
  /** Nothing is sent without TLS. */
  readonly tlsRequired: boolean;
  readonly signIn?: { readonly user: string; readonly password: string };
}

export interface Sender {
  readonly name: string;
  readonly address: string;
}

const PORTS = { 'smtp:': 587, 'smtps:': 465 } as const;
/** Exactly one address, not parseable as two or as a name: stricter than RFC 5322, as mail servers are. */
const ADDRESS = /^[^\s<>@,;:"()[\]\\\p{Cc}]+@[^\s<>@,;:"()\\\p{Cc}]+$/u;

/**
 * `smtp://` or `smtps://`, user and password percent-encoded, and `?tls=required` or `?tls=optional`. A password is
 * sent to another machine over TLS only, unless `optional` allows otherwise. Null if it isn’t such a URL.
 */
export function readSmtpUrl(text: string): MailServer | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const { protocol, hostname, port, username, password, pathname, searchParams, hash } = url;
  if (protocol !== 'smtp:' && protocol !== 'smtps:') return null;
  if (hostname === '' || hash !== '' || (pathname !== '' && pathname !== '/')) return null;
  if ([...searchParams.keys()].some((name) => name !== 'tls') || (username === '') !== (password === '')) return null;
  const tls = searchParams.get('tls');
  if (tls !== null && tls !== 'required' && tls !== 'optional') return null;
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const isNear = host === 'localhost' || host === '::1' || host.startsWith('127.');
  const signIn = username === '' ? null : decodeSignIn(username, password);
  if (signIn === undefined) return null;
  return {
    host,
    port: port === '' ? PORTS[protocol] : Number(port),
    implicitTls: protocol === 'smtps:',
    tlsRequired: protocol === 'smtps:' || tls === 'required' || (signIn !== null && tls === null && !isNear),
    ...(signIn && { signIn }),
  };
}

/** `Leads <leads@example.com>` or only the address. Null if it is neither. */
export function readMailFrom(text: string): Sender | null {
  const match = /^(?:"?([^"<>\p{Cc}]*?)"?\s*<([^<>]+)>|([^<>]+))$/u.exec(text.trim());
  const address = match?.[2] ?? match?.[3] ?? '';
  return isOneAddress(address) ? { name: match?.[1]?.trim() ?? '', address } : null;
}

export function domainOf({ address }: Pick<Sender, 'address'>): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

export function isOneAddress(address: string): boolean {
  return address.length <= 254 && ADDRESS.test(address);
}

function decodeSignIn(user: string, password: string): MailServer['signIn'] {
  try {
    return { user: decodeURIComponent(user), password: decodeURIComponent(password) };
  } catch {
    return undefined;
  }
}
