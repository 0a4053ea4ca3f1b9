/** Teams, skills and sites, once all are loaded. */
import type { ComponentChildren } from 'preact';
import type { NamedItemView } from '../../../shared/admin.ts';
import { Loaded } from '../ui/Page.tsx';
import { useResource } from '../../base/useResource.ts';
import type { Staffing } from './PersonFieldset.tsx';

export function StaffingLoader({ children }: { children: (staffing: Staffing) => ComponentChildren }) {
  const teams = useResource<{ teams: readonly NamedItemView[] }>('/api/admin/teams');
  const skills = useResource<{ skills: readonly NamedItemView[] }>('/api/admin/skills');
  const sites = useResource<{ sites: readonly NamedItemView[] }>('/api/admin/sites');
  return (
    <Loaded asked={teams}>
      {(withTeams) => (
        <Loaded asked={skills}>
          {(withSkills) => (
            <Loaded asked={sites}>{(withSites) => children({ ...withTeams, ...withSkills, ...withSites })}</Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}
