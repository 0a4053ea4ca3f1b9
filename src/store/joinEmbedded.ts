/**
 * The embedded database for a command run beside the service: the instance that already serves the folder, or a new one
 * for the duration of the command.
 */
import { EmbeddedEnded, servedAt, startEmbedded, type EmbeddedDatabase, type EmbeddedOptions } from './embedded.ts';

/** `stop` ends what was started here; the service's own instance keeps running. */
export async function joinEmbedded(
  options: Omit<EmbeddedOptions, 'onLost'>,
): Promise<Pick<EmbeddedDatabase, 'uri' | 'stop'>> {
  const { log } = options;
  // A folder that is already served needs no warning here.
  const warnings: Parameters<typeof log.warn>[] = [];
  const quiet = { ...log, warn: (...warning: Parameters<typeof log.warn>) => void warnings.push(warning) };
  const say = () => warnings.splice(0).forEach((warning) => log.warn(...warning));
  try {
    // If it is lost, the next call fails and says so.
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
