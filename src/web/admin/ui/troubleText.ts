/** The message for a failed request. */
import type { commonText } from '../../../shared/text/common.ts';
import type { Translate } from '../../../shared/text/index.ts';
import type { Trouble } from '../../base/http.ts';

export function troubleText(trouble: Trouble, common: Translate<Extract<keyof typeof commonText, string>>): string {
  if (trouble.code === 'network') return common('failed.network');
  const [field] = Object.values(trouble.fields);
  return field ?? common('failed.other', { detail: trouble.detail || trouble.code });
}
