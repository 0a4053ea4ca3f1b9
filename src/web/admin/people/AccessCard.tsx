/** How a person signs in: invitation, password reset link, deactivate and reactivate. */
import { useId, useState } from 'preact/hooks';
import type { Invited, PersonView } from '../../../shared/admin.ts';
import { adminPeopleText } from '../../../shared/text/adminPeople.ts';
import { useStore } from '../../base/createStore.ts';
import { whenOf } from '../../base/format.ts';
import { ask } from '../../base/http.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { toast } from '../../base/ui/Toasts.tsx';
import { troubleText } from '../../base/troubleText.ts';
import { DeactivateDialog } from './DeactivateDialog.tsx';
import { LinkCard } from './LinkCard.tsx';
import { isInvitationExpired } from './invitation.ts';

interface Props {
  readonly person: PersonView;
  readonly isSelf: boolean;
  readonly onChanged: (person: PersonView) => void;
}

export function AccessCard({ person, isSelf, onChanged }: Props) {
  const t = useText(adminPeopleText);
  const titleId = useId();
  const [invited, setInvited] = useState<Invited | null>(null);
  const [deactivating, setDeactivating] = useState(false);
  const path = `/api/admin/people/${encodeURIComponent(person.id)}`;

  const makeLink = async (kind: 'invitation' | 'password-reset') => {
    const answer = await ask<Invited>(`${path}/${kind}`, { method: 'POST', body: {} });
    if (!answer.ok) return toast(troubleText(answer.trouble));
    setInvited(answer.data);
    onChanged(answer.data.person);
  };
  const reactivate = async () => {
    const body = { version: person.version };
    const answer = await ask<PersonView>(`${path}/reactivate`, { method: 'POST', body });
    if (!answer.ok) return toast(troubleText(answer.trouble));
    onChanged(answer.data);
    toast(t('reactivate.done', { name: person.name }));
  };
  return (
    <section class="card stack" aria-labelledby={titleId}>
      <h2 id={titleId}>{t('access')}</h2>
      <p>{useAccess(person)}</p>
      {invited ? <LinkCard invited={invited} /> : null}
      <div class="row">
        {person.state === 'invited' ? (
          <button type="button" class="button" onClick={() => void makeLink('invitation')}>
            {t('link.invite')}
          </button>
        ) : null}
        {person.state === 'active' ? (
          <button type="button" class="button" onClick={() => void makeLink('password-reset')}>
            {t('link.reset')}
          </button>
        ) : null}
        {person.state === 'deactivated' ? (
          <button type="button" class="button" onClick={() => void reactivate()}>
            {t('reactivate')}
          </button>
        ) : (
          <button type="button" class="button button-danger" onClick={() => setDeactivating(true)}>
            {t('deactivate')}
          </button>
        )}
      </div>
      {deactivating ? (
        <DeactivateDialog
          person={person}
          isSelf={isSelf}
          onClose={() => setDeactivating(false)}
          onDone={(view) => {
            setDeactivating(false);
            setInvited(null);
            onChanged(view);
            toast(t('deactivate.done', { name: person.name }));
          }}
        />
      ) : null}
    </section>
  );
}

/** A sentence about the person's current access. */
function useAccess(person: PersonView): string {
  const t = useText(adminPeopleText);
  const reads = useStore(language);
  const now = serverNow();
  if (isInvitationExpired(person, now)) return t('access.runOut');
  if (person.state !== 'invited') return t(`access.${person.state}`);
  return t('access.invited', { when: whenOf(person.invitedUntil ?? now, now, reads) });
}
