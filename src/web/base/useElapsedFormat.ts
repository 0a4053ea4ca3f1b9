/** `ticking` of format.ts in the language of the page. */
import { commonText } from '../../shared/text/common.ts';
import { formatElapsed } from './format.ts';
import { useText } from './text.ts';

export function useElapsedFormat(): (ms: number) => string {
  const common = useText(commonText);
  return (ms) => formatElapsed(ms, common);
}
