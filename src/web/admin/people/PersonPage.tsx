/** `/admin/people/:id`: a person's role, profile, sign-in and deactivation. */
import { useState } from 'preact/hooks';
import type { PersonFields, PersonView } from '../../../shared/admin.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { adminPeopleText } from '../../../shared/text/adminPeople.ts';
import { ask } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { toast } from '../../base/ui/Toasts.tsx';
import { Name } from '../../base/ui/UserText.tsx';
import { Form } from '../form/Form.tsx';
import { useDraft, type Saved } from '../form/useDraft.ts';
import { Loaded, Page } from '../ui/Page.tsx';
import { useChangedBy } from '../ui/useChangedBy.ts';
import type { AdminPageProps } from '../pageProps.ts';
import { useResource } from '../../base/useResource.ts';
import { AccessCard } from './AccessCard.tsx';
import { StaffingLoader } from './StaffingLoader.tsx';
import { PersonFieldset, type Staffing } from './PersonFieldset.tsx';
import { ScheduleSection } from './ScheduleSection.tsx';
import { StateBadge } from './StateBadge.tsx';
import { loadPersonWarnings, NO_WARNINGS } from './warnings.ts';
import { WarningsDialog } from './WarningsDialog.tsx';

export function PersonPage({ id, me }: AdminPageProps) {
  const t = useText(adminPeopleText);
  const asked = useResource<PersonView>(`/api/admin/people/${encodeURIComponent(id)}`);
  const person = asked.data;
  return (
    <Page
      title={person ? <Name name={person.name} /> : t('title')}
      name={person?.name ?? t('title')}
      actions={person ? <StateBadge person={person} /> : null}
    >
      <p class="small admin-crumb">
        <a href="/admin/people">{t('title')}</a>
      </p>
      <Loaded asked={asked}>
        {(view) => (
          <StaffingLoader>
            {(staffing) => (
              <>
                <PersonForm person={view} staffing={staffing} onSaved={asked.put} />
                <AccessCard person={view} isSelf={me.id === view.id} onChanged={asked.put} />
              </>
            )}
          </StaffingLoader>
        )}
      </Loaded>
    </Page>
  );
}

type Fields = PersonFields & Pick<PersonView, 'email'>;

function savedOf({ name, email, role, language, agent, schedule, version }: PersonView): Saved<Fields> {
  return { fields: { name, email, role, language, agent, schedule }, version };
}

interface FormProps {
  readonly person: PersonView;
  readonly staffing: Staffing;
  readonly onSaved: (person: PersonView) => void;
}

function PersonForm({ person, staffing, onSaved }: FormProps) {
  const t = useText(adminText);
  const changedBy = useChangedBy(person);
  const [warnings, setWarnings] = useState(NO_WARNINGS);
  const [path] = useState(`/api/admin/people/${encodeURIComponent(person.id)}`);
  const draft = useDraft<Fields, PersonView>({
    saved: savedOf(person),
    savedOf,
    send: (fields, version) => ask(path, { method: 'PUT', body: { version, ...fields } }),
    onSaved: (view) => {
      onSaved(view);
      toast(t('save.saved'));
    },
  });
  const save = async () => {
    const found = await loadPersonWarnings({ ...person, ...draft.fields });
    if (found.unstaffed.length + found.starts.length > 0) setWarnings(found);
    else draft.save();
  };
  return (
    <>
      <Form draft={{ ...draft, save: () => void save() }} state={changedBy}>
        <PersonFieldset {...staffing} />
        <ScheduleSection />
      </Form>
      {warnings.unstaffed.length + warnings.starts.length > 0 ? (
        <WarningsDialog
          {...warnings}
          onClose={() => setWarnings(NO_WARNINGS)}
          onSave={() => {
            setWarnings(NO_WARNINGS);
            draft.save();
          }}
        />
      ) : null}
    </>
  );
}
