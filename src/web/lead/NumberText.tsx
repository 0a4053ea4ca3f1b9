/** A number as text, or why it is hidden. Never a link: calls are not made from here. */
import { leadText } from '../../shared/text/lead.ts';
import { knownKey, useText } from '../base/text.ts';

export function NumberText(props: { telShown?: string; whyNoTel?: string; isUnknownRange?: boolean }) {
  const { telShown, whyNoTel, isUnknownRange } = props;
  const t = useText(leadText);
  if (telShown !== undefined)
    return (
      <>
        <bdi class="nowrap">{telShown}</bdi>
        {isUnknownRange ? <span class="badge badge-warn">{t('number.unknownRange')}</span> : null}
      </>
    );
  const key = knownKey(leadText, `mayNot.${whyNoTel ?? 'no-number'}`);
  return <span class="small muted">{key ? t(key) : whyNoTel}</span>;
}
