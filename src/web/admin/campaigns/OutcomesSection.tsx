/** The outcomes that agents can choose. */
import { AGENT_OUTCOMES, isAlwaysOffered } from '../../../core/vocabulary/outcomes.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { useText } from '../../base/text.ts';
import { ChecksField } from '../form/fields.tsx';

export function OutcomesSection() {
  const about = useText(leadText);
  const options = AGENT_OUTCOMES.map((outcome) => [outcome, about(`outcome.${outcome}`)] as const);
  return <ChecksField path="outcomes" options={options} always={AGENT_OUTCOMES.filter(isAlwaysOffered)} />;
}
