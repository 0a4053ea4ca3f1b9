/** Teams and skills, once both are loaded. */
import type { ComponentChildren } from 'preact';
import type { NamedItemView } from '../../../shared/admin.ts';
import { Loaded } from '../ui/Page.tsx';
import { useResource } from '../../base/useResource.ts';
import type { Staffing } from './PersonFieldset.tsx';

export function StaffingLoader({ children }: { children: (staffing: Staffing) => ComponentChildren }) {
  const teams = useResource<{ teams: readonly NamedItemView[] }>('/api/admin/teams');
  const skills = useResource<{ skills: readonly NamedItemView[] }>('/api/admin/skills');
  return (
    <Loaded asked={teams}>
      {(withTeams) => <Loaded asked={skills}>{(withSkills) => children({ ...withTeams, ...withSkills })}</Loaded>}
    </Loaded>
  );
}
