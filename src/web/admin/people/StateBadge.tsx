/** Active, invited or deactivated. */
import type { PersonView } from '../../../shared/admin.ts';
import { adminPeopleText } from '../../../shared/text/adminPeople.ts';
import { serverNow } from '../../base/serverClock.ts';
import { useText } from '../../base/text.ts';
import { isInvitationExpired } from './invitation.ts';

const LOOK = { active: 'badge-good', invited: 'badge-accent', deactivated: '' } as const;

export function StateBadge({ person }: { person: PersonView }) {
  const t = useText(adminPeopleText);
  if (isInvitationExpired(person, serverNow())) return <span class="badge badge-warn">{t('state.runOut')}</span>;
  return <span class={`badge ${LOOK[person.state]}`}>{t(`state.${person.state}`)}</span>;
}
