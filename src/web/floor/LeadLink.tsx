/** A lead in a table: its name as a link to its page, and what it is about. */
import { Name } from '../base/ui/UserText.tsx';

interface Props {
  id: string;
  name: string;
  numberEnd: string | undefined;
  about?: string;
}

export function LeadLink({ id, name, numberEnd, about }: Props) {
  return (
    <div class="lead-link">
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
