/** Splits a multipart/form-data body (RFC 7578) into its parts, as bytes: each part may be in an encoding of its own. */

export interface Part {
  /** In the form’s encoding, one character per byte. */
  readonly name: string;
  readonly value: Buffer;
  readonly isFile: boolean;
  /** The part’s own encoding, if it names one. */
  readonly charset?: string;
  /** A transfer encoding that changes the bytes, such as `base64`. */
  readonly transferEncoding?: string;
}

type Parameters = ReadonlyMap<string, string>;

/** null if the body isn’t what its content type says. */
export function readMultipart(body: Buffer, contentType: string): readonly Part[] | null {
  const boundary = parametersOf(contentType)?.get('boundary');
  if (boundary === undefined || boundary === '') return null;
  const text = `\r\n${body.toString('latin1')}`;
  const delimiter = new RegExp(`\\r\\n--${boundary.replace(/[^\w]/g, '\\$&')}(--)?[ \\t]*(?:\\r\\n|$)`, 'g');
  const found = [...text.matchAll(delimiter)];
  const last = found.findIndex(([, closes]) => closes !== undefined);
  if (last === -1) return null;
  const parts: Part[] = [];
  for (const [index, { 0: before, index: at }] of found.slice(0, last).entries()) {
    const part = partOf(text.slice(at + before.length, found[index + 1]?.index));
    if (!part) return null;
    parts.push(part);
  }
  return parts;
}

function partOf(text: string): Part | null {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const headers = new Map(
    text
      .slice(0, end)
      .split('\r\n')
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
      }),
  );
  const disposition = headers.get('content-disposition') ?? '';
  const parameters = parametersOf(disposition);
  const name = parameters?.get('name');
  if (!/^form-data\s*(?:;|$)/i.test(disposition) || !parameters || name === undefined) return null;
  const charset = parametersOf(headers.get('content-type') ?? '')?.get('charset');
  const transferEncoding = headers.get('content-transfer-encoding')?.toLowerCase();
  const isPlain = transferEncoding === undefined || /^(?:7bit|8bit|binary)$/.test(transferEncoding);
  return {
    name,
    value: Buffer.from(text.slice(end + 4), 'latin1'),
    isFile: parameters.has('filename') || parameters.has('filename*'),
    ...(charset !== undefined && { charset }),
    ...(!isPlain && { transferEncoding }),
  };
}

const PARAMETER = /\s*;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/y;

/** A header’s parameters by lower-case name, with or without quotes; null if they can’t be read. */
function parametersOf(header: string): Parameters | null {
  const parameters = new Map<string, string>();
  const start = header.indexOf(';');
  if (start === -1) return parameters;
  PARAMETER.lastIndex = start;
  for (let at = start; /[^\s;]/.test(header.slice(at)); at = PARAMETER.lastIndex) {
    const match = PARAMETER.exec(header);
    if (!match) return null;
    const [, name = '', quoted, plain = ''] = match;
    parameters.set(name.toLowerCase(), quoted === undefined ? plain : unquoted(quoted));
  }
  return parameters;
}

/** Browsers escape quotes and line breaks as percent codes, other programs with a backslash. */
function unquoted(text: string): string {
  return text
    .replace(/\\(["\\])/g, '$1')
    .replace(/%(0a|0d|22)/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
}
