/** Teams, skills and sites, once all are loaded. */
import type { ComponentChildren } from 'preact';
import { Loaded } from '../ui/Page.tsx';
import { together, useResource } from '../../base/useResource.ts';
import type { Staffing } from './PersonFieldset.tsx';

export function StaffingLoader({ children }: { children: (staffing: Staffing) => ComponentChildren }) {
  const teams = useResource<Pick<Staffing, 'teams'>>('/api/admin/teams');
  const skills = useResource<Pick<Staffing, 'skills'>>('/api/admin/skills');
  const sites = useResource<Pick<Staffing, 'sites'>>('/api/admin/sites');
  return <Loaded asked={together<Staffing>([teams, skills, sites])}>{children}</Loaded>;
}
