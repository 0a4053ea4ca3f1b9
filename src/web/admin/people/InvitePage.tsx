/** `/admin/people/new`: invites a person, then shows the link to share. */
import { useState } from 'preact/hooks';
import type { Invited, PersonFields } from '../../../shared/admin.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { adminPeopleText } from '../../../shared/text/adminPeople.ts';
import { ask } from '../../base/http.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Form } from '../form/Form.tsx';
import { useDraft } from '../form/useDraft.ts';
import { Page } from '../ui/Page.tsx';
import { LinkCard } from './LinkCard.tsx';
import { newProfile, PersonFieldset } from './PersonFieldset.tsx';
import { StaffingLoader } from './StaffingLoader.tsx';

type NewPerson = PersonFields & { readonly email: string };

export function InvitePage() {
  const t = useText(adminPeopleText);
  const common = useText(adminText);
  const [invited, setInvited] = useState<Invited | null>(null);
  return (
    <Page title={t('invite')} name={t('invite')} intro={t('invite.intro')}>
      {invited ? (
        <>
          <LinkCard invited={invited} />
          <div class="row">
            <a class="button" href="/admin/people">
              {common('back', { page: t('title') })}
            </a>
            <button type="button" class="button" onClick={() => setInvited(null)}>
              {t('invite')}
            </button>
          </div>
        </>
      ) : (
        <StaffingLoader>{(staffing) => <InviteForm {...staffing} onInvited={setInvited} />}</StaffingLoader>
      )}
    </Page>
  );
}

function InviteForm({
  onInvited,
  ...staffing
}: Parameters<Parameters<typeof StaffingLoader>[0]['children']>[0] & {
  onInvited: (invited: Invited) => void;
}) {
  const t = useText(adminPeopleText);
  const reads = language.get();
  const draft = useDraft<NewPerson, Invited>({
    saved: {
      fields: { name: '', email: '', role: 'agent', language: reads, agent: newProfile(reads) },
      version: null,
    },
    savedOf: ({ person: { name, email, role, language: their, agent, version } }) => ({
      fields: { name, email, role, language: their, agent },
      version,
    }),
    send: (fields) => ask('/api/admin/people', { method: 'POST', body: fields }),
    onSaved: onInvited,
  });
  return (
    <Form draft={draft} save={t('invite.do')}>
      <PersonFieldset {...staffing} />
    </Form>
  );
}
