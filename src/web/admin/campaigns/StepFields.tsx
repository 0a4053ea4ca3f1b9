/**
 * The steps of a policy or of one of its rules: when each starts, how many agents it offers to, and who else gets the
 * lead.
 */
import { EVERYONE, MOST_AT_ONCE } from '../../../core/vocabulary/atOnce.ts';
import type { PolicyStep } from '../../../core/routing/policy.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { ChecksField, NumberOrField } from '../form/fields.tsx';
import { ListField } from '../form/ListField.tsx';
import { SpanField } from '../form/SpanField.tsx';
import { SwitchField } from '../form/OptionalField.tsx';
import { doesSupervisorTake } from './eligibleAgents.ts';
import type { SectionProps } from './sectionProps.ts';

const MOST_STEPS = 20;

interface Props {
  readonly path: string;
  readonly surroundings: SectionProps['surroundings'];
}

/** `isSwitched`: of a rule, which may have none of its own. */
export function StepFields({ path, surroundings, isSwitched = false }: Props & { isSwitched?: boolean }) {
  const t = useText(adminCampaignsText);
  const { value: steps } = useField<readonly PolicyStep[]>(path);
  return (
    <ListField<PolicyStep>
      path={path}
      add={t('step.add')}
      max={MOST_STEPS}
      isSwitched={isSwitched}
      make={() => ({ afterMs: (steps.at(-1)?.afterMs ?? -60_000) + 60_000, offerTo: 1, relax: [] })}
    >
      {(at) => <Step path={at} surroundings={surroundings} />}
    </ListField>
  );
}

function Step({ path, surroundings: { people, teams, sites } }: Props) {
  const t = useText(adminFieldsText);
  const campaigns = useText(adminCampaignsText);
  const { value: step } = useField<PolicyStep>(path);
  // Without sites there is nothing to waive.
  const isAtSites = sites.length > 0 || step.relax.includes('sites') || step.prefer?.includes('sites') === true;
  const needs = [
    ['skills', t('relax.skills')] as const,
    ['language', t('relax.language')] as const,
    ...(isAtSites ? [['sites', t('relax.sites')] as const] : []),
  ];
  return (
    <div class="step">
      <SpanField path={`${path}.afterMs`} units={['s', 'min']} />
      <NumberOrField
        path={`${path}.offerTo`}
        min={1}
        max={MOST_AT_ONCE}
        instead={{ value: EVERYONE, label: campaigns('step.everyone'), start: 1 }}
      />
      <ChecksField path={`${path}.relax`} options={needs} />
      <ChecksField
        path={`${path}.prefer`}
        optional
        options={[...needs, ...(teams.length > 0 ? [['teams', t('prefer.teams')] as const] : [])]}
      />
      {teams.length === 0 ? null : (
        <ChecksField path={`${path}.teamIds`} optional options={teams.map(({ id, name }) => [id, name] as const)} />
      )}
      <SwitchField path={`${path}.supervisors`} start={true}>
        {doesSupervisorTake(people) ? null : (
          <p class="notice notice-warn" role="status">
            {campaigns('step.noSupervisor')}
          </p>
        )}
      </SwitchField>
    </div>
  );
}
