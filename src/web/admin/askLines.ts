/** A request whose answer comes in lines of JSON, each as soon as it is known. Aborting it cancels the work. */
import { troubleOf, type Answer } from '../base/http.ts';
import { language } from '../base/settings.ts';

/** Data of an answer is the last line; null if it was aborted. */
export async function askLines<T>(
  path: string,
  body: unknown,
  { onLine, signal }: { readonly onLine: (line: T) => void; readonly signal: AbortSignal },
): Promise<Answer<T> | null> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language.get() },
      body: JSON.stringify(body),
      signal,
    });
    if (!response.ok || !response.body) return { ok: false, trouble: await troubleOf(response) };
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    let last: T | undefined;
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const lines = (rest + read.value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        last = JSON.parse(line) as T;
        onLine(last);
      }
    }
    if (last !== undefined) return { ok: true, data: last };
  } catch {
    if (signal.aborted) return null;
  }
  return { ok: false, trouble: { code: 'network', detail: '', fields: {} } };
}
