/** How long each group of agents is offered a lead, when the search widens, when it ends, and the order of the queue. */
import type { RoutingRule } from '../../../core/routing/policy.ts';
import { MINUTE } from '../../../core/vocabulary/time.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useText } from '../../base/text.ts';
import { eligibleAgents } from './eligibleAgents.ts';
import { NumberField } from '../form/fields.tsx';
import { ListField } from '../form/ListField.tsx';
import { SpanField } from '../form/SpanField.tsx';
import { SwitchField } from '../form/OptionalField.tsx';
import { OrderFields } from './OrderFields.tsx';
import { RuleFields } from './RuleFields.tsx';
import type { SectionProps } from './sectionProps.ts';
import { StepFields } from './StepFields.tsx';

const SHORT = ['s', 'min'] as const;
const LONG = ['s', 'min', 'h'] as const;

export function TimingSection(props: SectionProps) {
  const { draft, surroundings } = props;
  const { people } = surroundings;
  const t = useText(adminCampaignsText);
  return (
    <>
      <h3>{t('timing.who')}</h3>
      <OrderFields path="policy.order" people={eligibleAgents(draft.fields, people)} everyone={people} />
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
      <StepFields path="policy.steps" surroundings={surroundings} />
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
