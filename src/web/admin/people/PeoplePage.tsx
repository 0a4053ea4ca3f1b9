/** `/admin/people`: all people, searchable by name or email. */
import { useId, useState } from 'preact/hooks';
import type { PersonView } from '../../../shared/admin.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { adminPeopleText } from '../../../shared/text/adminPeople.ts';
import { useText } from '../../base/text.ts';
import { MailAddress, Name } from '../../base/ui/UserText.tsx';
import { Loaded, Page } from '../ui/Page.tsx';
import type { AdminPageProps } from '../pageProps.ts';
import { useResource } from '../../base/useResource.ts';
import { StateBadge } from './StateBadge.tsx';

export function PeoplePage({ me }: AdminPageProps) {
  const t = useText(adminPeopleText);
  const asked = useResource<{ people: readonly PersonView[] }>('/api/admin/people');
  return (
    <Page
      title={t('title')}
      name={t('title')}
      intro={t('intro')}
      actions={
        <a class="button button-primary" href="/admin/people/new">
          {t('invite')}
        </a>
      }
    >
      <Loaded asked={asked}>{({ people }) => <PeopleTable people={people} ownId={me.id} />}</Loaded>
    </Page>
  );
}

function PeopleTable({ people, ownId }: { people: readonly PersonView[]; ownId: string }) {
  const t = useText(adminPeopleText);
  const common = useText(adminText);
  const id = useId();
  const [wanted, setWanted] = useState('');
  const found = people.filter(({ name, email }) =>
    `${name} ${email}`.toLowerCase().includes(wanted.toLowerCase().trim()),
  );
  return (
    <div class="stack">
      <div class="find">
        <label class="visually-hidden" for={id}>
          {t('find')}
        </label>
        <input
          id={id}
          class="input"
          type="search"
          placeholder={t('find')}
          value={wanted}
          onInput={({ currentTarget }) => setWanted(currentTarget.value)}
        />
      </div>
      <section class="card card-flush">
        {found.length === 0 ? <p class="empty">{t('none')}</p> : null}
        {found.length > 0 ? (
          <table class="table">
            <thead>
              <tr>
                <th>{t('column.person')}</th>
                <th class="wide-only">{t('column.role')}</th>
                <th class="wide-only">{t('column.leads')}</th>
                <th>{t('column.state')}</th>
              </tr>
            </thead>
            <tbody>
              {found.map((person) => (
                <tr key={person.id} class={person.state === 'deactivated' ? 'off' : ''}>
                  <td>
                    <a href={`/admin/people/${encodeURIComponent(person.id)}`}>
                      <Name name={person.name} />
                    </a>{' '}
                    {person.id === ownId ? <span class="badge">{t('you')}</span> : null}
                    <div class="small muted">
                      <MailAddress address={person.email} />
                    </div>
                    <div class="small narrow-only">{common(`role.${person.role}`)}</div>
                  </td>
                  <td class="wide-only">{common(`role.${person.role}`)}</td>
                  <td class="wide-only">
                    {person.agent ? (
                      person.agent.languages.map((one) => common(`language.${one}`)).join(', ')
                    ) : (
                      <span class="muted">{t('noLeads')}</span>
                    )}
                  </td>
                  <td>
                    <StateBadge person={person} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </section>
    </div>
  );
}
