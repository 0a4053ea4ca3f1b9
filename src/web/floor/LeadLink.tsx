/** A lead in a table: its name with a link, what it is about, and its menu of actions. */
import { useText } from '../base/text.ts';
import { commonText } from '../../shared/text/common.ts';
import { Name } from '../base/ui/UserText.tsx';
import { LeadMenuButton } from './LeadMenu.tsx';

interface Props {
  id: string;
  name: string;
  numberEnd: string | undefined;
  about?: string;
}

export function LeadLink({ id, name, numberEnd, about }: Props) {
  const t = useText(commonText);
  const nameless = numberEnd === undefined ? t('unknownName') : t('unknownNameWith', { end: numberEnd });
  return (
    <div class="lead-link">
      <LeadMenuButton id={id} name={name.trim() === '' ? nameless : name.slice(0, 200)} />
      <a href={`/leads/${encodeURIComponent(id)}`}>
        <Name name={name} numberEnd={numberEnd} />
      </a>
      {about === undefined ? null : (
        <span class="small muted clip">
          <bdi>{about.slice(0, 200)}</bdi>
        </span>
      )}
    </div>
  );
}
