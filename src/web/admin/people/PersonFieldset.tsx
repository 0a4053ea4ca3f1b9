/** A person's role and, if they take leads, their agent profile. */
import { useId, useRef } from 'preact/hooks';
import type { AgentProfile, NamedItemView } from '../../../shared/admin.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { adminPeopleText } from '../../../shared/text/adminPeople.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { ChecksField, Mistake, NumberField, SelectField, TextField } from '../form/fields.tsx';
import { LevelsField } from '../form/LevelsField.tsx';

/** The initial profile of a new agent. */
export function newProfile(language: AgentProfile['languages'][number]): AgentProfile {
  return { teamIds: [], languages: [language], skills: {}, capacity: 1 };
}

export interface Staffing {
  readonly teams: readonly NamedItemView[];
  readonly skills: readonly NamedItemView[];
  readonly sites: readonly NamedItemView[];
}

export function PersonFieldset({ teams, skills, sites }: Staffing) {
  const t = useText(adminPeopleText);
  const common = useText(adminText);
  const ids = [useId(), useId()] as const;
  const languages = [
    ['en', common('language.en')],
    ['ko', common('language.ko')],
  ] as const;
  return (
    <>
      <section class="card stack" aria-labelledby={ids[0]}>
        <h2 id={ids[0]}>{t('who')}</h2>
        <TextField path="name" max={100} required />
        <TextField path="email" type="email" max={254} required />
        <div class="pair">
          <SelectField
            path="role"
            options={(['agent', 'supervisor', 'administrator'] as const).map((role) => [role, common(`role.${role}`)])}
          />
          <SelectField path="language" hint="hint.language.person" options={languages} />
        </div>
      </section>
      <section class="card stack" aria-labelledby={ids[1]}>
        <h2 id={ids[1]}>{t('work')}</h2>
        <TakesLeads />
        <Profile teams={teams} skills={skills} sites={sites} languages={languages} />
      </section>
    </>
  );
}

/** Turning it off and on again restores the profile. */
function TakesLeads() {
  const t = useText(adminPeopleText);
  const { value, set, id } = useField<AgentProfile | null>('agent');
  const language = useField<AgentProfile['languages'][number]>('language').value;
  const kept = useRef<AgentProfile | null>(value);
  if (value) kept.current = value;
  return (
    <div class="stack-tight">
      <label class="check">
        <input
          id={id}
          type="checkbox"
          checked={value !== null}
          onChange={({ currentTarget }) => set(currentTarget.checked ? (kept.current ?? newProfile(language)) : null)}
        />
        <span>
          {t('takes')} <span class="muted">– {t('takes.about')}</span>
        </span>
      </label>
      <Mistake path="agent" />
    </div>
  );
}

interface ProfileProps extends Staffing {
  readonly languages: readonly (readonly ['en' | 'ko', string])[];
}

function Profile({ teams, skills, sites, languages }: ProfileProps) {
  const t = useText(adminPeopleText);
  const { value } = useField<AgentProfile | null>('agent');
  if (!value) return null;
  return (
    <>
      <ChecksField path="agent.languages" options={languages} />
      <ChecksField
        path="agent.teamIds"
        options={teams.map(({ id, name }) => [id, name] as const)}
        empty={t('noTeams')}
      />
      {sites.length > 0 ? <SiteField sites={sites} /> : null}
      <LevelsField path="agent.skills" skills={skills} none="level.0" />
      <div class="pair">
        <NumberField path="agent.capacity" min={1} max={16} />
        <OwnTelephone />
      </div>
      {teams.length === 0 || skills.length === 0 ? (
        <p class="small">
          <a href="/admin/teams">{t('teamsLink')}</a>
        </p>
      ) : null}
    </>
  );
}

/** Empty: no phone of their own. */
/** None is null: an absent one would stay as it was. */
function SiteField({ sites }: Pick<Staffing, 'sites'>) {
  const t = useText(adminPeopleText);
  const { set } = useField<string | null | undefined>('agent.siteId');
  const options = [['', t('noSite')], ...sites.map(({ id, name }) => [id, name] as const)] as const;
  return <SelectField path="agent.siteId" options={options} onPick={(id) => set(id === '' ? null : id)} />;
}

function OwnTelephone() {
  const { set } = useField<string | undefined>('agent.telephone');
  return <TextField path="agent.telephone" code max={20} onText={(text) => set(text === '' ? undefined : text)} />;
}
