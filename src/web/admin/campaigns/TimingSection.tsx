/** How long each group of agents is offered a lead, when the search widens, when it ends, and the order of the queue. */
import type { PolicyStep, RoutingRule } from '../../../core/routing/policy.ts';
import { MINUTE } from '../../../core/vocabulary/time.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { eligibleAgents } from './eligibleAgents.ts';
import { ChecksField, NumberField } from '../form/fields.tsx';
import { ListField } from '../form/ListField.tsx';
import { SpanField } from '../form/SpanField.tsx';
import { SwitchField } from '../form/OptionalField.tsx';
import { OrderFields } from './OrderFields.tsx';
import { RuleFields } from './RuleFields.tsx';
import type { SectionProps } from './sectionProps.ts';

const SHORT = ['s', 'min'] as const;
const LONG = ['s', 'min', 'h'] as const;

export function TimingSection(props: SectionProps) {
  const { draft, surroundings } = props;
  const { people, teams } = surroundings;
  const t = useText(adminCampaignsText);
  const { value: steps } = useField<readonly PolicyStep[]>('policy.steps');
  return (
    <>
      <h3>{t('timing.who')}</h3>
      <OrderFields path="policy.order" people={eligibleAgents(draft.fields, people)} />
      <h3>{t('timing.limits')}</h3>
      <div class="pair">
        <NumberField path="policy.limits.perHour" min={1} optional />
        <NumberField path="policy.limits.perDay" min={1} optional />
        <SpanField path="policy.limits.afterDeclineMs" units={SHORT} />
        <SpanField path="policy.limits.afterMissMs" units={SHORT} />
      </div>
      <h3>{t('timing.offers')}</h3>
      <div class="pair">
        <SpanField path="policy.offerMs" units={SHORT} />
        <SpanField path="policy.seenMs" units={SHORT} />
        <SpanField path="policy.giveUpMs" units={LONG} />
        <SpanField path="policy.nobodyMs" units={SHORT} />
        <SpanField path="policy.retrySameAgentMs" units={SHORT} />
        <NumberField path="policy.missesToAway" min={1} max={10} />
      </div>
      <ListField<PolicyStep>
        path="policy.steps"
        add={t('step.add')}
        max={10}
        make={() => ({ afterMs: (steps.at(-1)?.afterMs ?? -60_000) + 60_000, offerTo: 1, relax: [] })}
      >
        {(path) => <Step path={path} teams={teams} />}
      </ListField>
      <SwitchField path="policy.speed" start={{ percent: 95, withinMs: MINUTE }}>
        <div class="pair">
          <NumberField path="policy.speed.percent" min={50} max={99} />
          <SpanField path="policy.speed.withinMs" units={SHORT} />
        </div>
      </SwitchField>
      <ListField<RoutingRule>
        path="policy.rules"
        add={t('rule.add')}
        max={50}
        make={() => ({ name: '', when: { languages: [draft.fields.language] } })}
      >
        {(path) => <RuleFields path={path} {...props} />}
      </ListField>
      <h3>{t('timing.conversation')}</h3>
      <div class="pair">
        <SpanField path="policy.wrapUpMs" units={SHORT} />
        <SpanField path="policy.wrapUpGraceMs" units={SHORT} />
        <SpanField path="policy.dialByHandMs" units={SHORT} />
        <SpanField path="policy.checkMs" units={SHORT} />
      </div>
      <h3>{t('timing.order')}</h3>
      <div class="pair">
        <NumberField path="bonusSeconds" min={0} />
        <NumberField path="policy.bonusSeconds.liveCall" min={0} />
        <NumberField path="policy.bonusSeconds.promise" min={0} />
        <NumberField path="policy.bonusSeconds.score" min={0} optional />
      </div>
    </>
  );
}

function Step({ path, teams }: { path: string; teams: SectionProps['surroundings']['teams'] }) {
  const t = useText(adminFieldsText);
  return (
    <div class="step">
      <SpanField path={`${path}.afterMs`} units={SHORT} />
      <NumberField path={`${path}.offerTo`} min={1} max={20} />
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
        {null}
      </SwitchField>
    </div>
  );
}
