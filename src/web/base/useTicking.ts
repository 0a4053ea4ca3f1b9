/** `ticking` of format.ts in the language of the page. */
import { commonText } from '../../shared/text/common.ts';
import { ticking } from './format.ts';
import { useText } from './text.ts';

export function useTicking(): (ms: number) => string {
  const common = useText(commonText);
  return (ms) => ticking(ms, common);
}
