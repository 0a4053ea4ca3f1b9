/** The steps of a policy or of one of its rules: from which age of the wait on, to how many and to whom else. */
import type { PolicyStep } from '../../../core/routing/policy.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { ChecksField, NumberField } from '../form/fields.tsx';
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

function Step({ path, surroundings: { people, teams } }: Props) {
  const t = useText(adminFieldsText);
  const campaigns = useText(adminCampaignsText);
  return (
    <div class="step">
      <SpanField path={`${path}.afterMs`} units={['s', 'min']} />
      <NumberField path={`${path}.offerTo`} min={1} max={100} />
      <ChecksField
        path={`${path}.relax`}
        options={[
          ['skills', t('relax.skills')],
          ['language', t('relax.language')],
        ]}
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
