/** Teams and skills, once both are loaded. */
import type { ComponentChildren } from 'preact';
import type { NamedView } from '../../../shared/admin.ts';
import { Loaded } from '../parts/Page.tsx';
import { useAnswer } from '../useAnswer.ts';
import type { Staffing } from './PersonFieldset.tsx';

export function LoadedStaffing({ children }: { children: (staffing: Staffing) => ComponentChildren }) {
  const teams = useAnswer<{ teams: readonly NamedView[] }>('/api/admin/teams');
  const skills = useAnswer<{ skills: readonly NamedView[] }>('/api/admin/skills');
  return (
    <Loaded asked={teams}>
      {(withTeams) => <Loaded asked={skills}>{(withSkills) => children({ ...withTeams, ...withSkills })}</Loaded>}
    </Loaded>
  );
}
