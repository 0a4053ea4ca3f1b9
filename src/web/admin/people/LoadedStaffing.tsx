/** Teams and skills, once both are loaded. */
import type { ComponentChildren } from 'preact';
import type { NamedView } from '../../../shared/admin.ts';
import { Loaded } from '../parts/Page.tsx';
import { useResource } from '../useAnswer.ts';
import type { Staffing } from './PersonFieldset.tsx';

export function StaffingLoader({ children }: { children: (staffing: Staffing) => ComponentChildren }) {
  const teams = useResource<{ teams: readonly NamedView[] }>('/api/admin/teams');
  const skills = useResource<{ skills: readonly NamedView[] }>('/api/admin/skills');
  return (
    <Loaded asked={teams}>
      {(withTeams) => <Loaded asked={skills}>{(withSkills) => children({ ...withTeams, ...withSkills })}</Loaded>}
    </Loaded>
  );
}
