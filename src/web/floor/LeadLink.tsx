/** A lead in a table: its name as a link to its page, and what it is about. */
import { Name } from '../base/ui/UserText.tsx';

export function LeadLink({ id, name, about }: { id: string; name: string; about?: string }) {
  return (
    <div class="lead-link">
      <a href={`/leads/${encodeURIComponent(id)}`}>
        <Name name={name} />
      </a>
      {about === undefined ? null : (
        <span class="small muted clip">
          <bdi>{about.slice(0, 200)}</bdi>
        </span>
      )}
    </div>
  );
}
