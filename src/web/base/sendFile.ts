/** Uploads of files, which may be larger than memory. The result is data or a problem, as of `ask`. */
import { signInPath } from './nextPath.ts';
import { troubleOf, type Answer } from './http.ts';
import { language } from './settings.ts';

interface Options {
  /** The file’s name, sent in a header: names can be personal data, and URLs are logged. */
  readonly withName?: boolean;
  /** The share sent so far, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** Sends a file as it is. An aborted upload ends like one without a network. */
export function sendFile<T>(path: string, file: File, options: Options = {}): Promise<Answer<T>> {
  const { withName = false, onProgress, signal } = options;
  return new Promise((resolve) => {
    // fetch doesn’t say how much of a body has been sent.
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('accept', 'application/json');
    // Error messages use the language of the page, not that of the browser.
    request.setRequestHeader('accept-language', language.get());
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (withName) request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 1);
    request.onload = () => void answerOf<T>(request).then(resolve);
    const fail = () => resolve({ ok: false, trouble: { code: 'network', detail: '', fields: {} } });
    request.onerror = fail;
    request.onabort = fail;
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

async function answerOf<T>({ status, statusText, responseText }: XMLHttpRequest): Promise<Answer<T>> {
  if (status >= 200 && status < 300)
    return { ok: true, data: (responseText === '' ? undefined : JSON.parse(responseText)) as T };
  if (status === 401) location.assign(signInPath(location));
  return { ok: false, trouble: await troubleOf(new Response(responseText, { status, statusText })) };
}
