/**
 * The embedded database for a command beside the service: the one that already serves the folder, if any, otherwise one
 * of its own for as long as the command takes.
 */
import { EmbeddedEnded, servedAt, startEmbedded, type EmbeddedDatabase, type EmbeddedOptions } from './embedded.ts';

/** `stop` ends what was started here; the service's own goes on. */
export async function joinEmbedded(
  options: Omit<EmbeddedOptions, 'onLost'>,
): Promise<Pick<EmbeddedDatabase, 'uri' | 'stop'>> {
  const { log } = options;
  // That the folder is served already is no news here.
  const warnings: Parameters<typeof log.warn>[] = [];
  const quiet = { ...log, warn: (...warning: Parameters<typeof log.warn>) => void warnings.push(warning) };
  const say = () => warnings.splice(0).forEach((warning) => log.warn(...warning));
  try {
    // Lost in the middle, it is not there for the next call, which says so.
    const own = await startEmbedded({ ...options, log: quiet, onLost: () => undefined });
    say();
    return own;
  } catch (error) {
    const uri = error instanceof EmbeddedEnded && error.how === 'inUse' ? await servedAt(options.dataDir) : null;
    if (uri === null) {
      say();
      throw error;
    }
    return { uri, stop: () => Promise.resolve() };
  }
}
