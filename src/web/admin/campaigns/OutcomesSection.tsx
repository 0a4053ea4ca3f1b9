/** The outcomes that agents can choose. */
import type { AGENT_OUTCOMES } from '../../../core/vocabulary/outcomes.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { useText } from '../../base/text.ts';
import { ChecksField } from '../form/fields.tsx';

/** The compiler checks these against the list in core. */
const OUTCOMES = [
  'won',
  'appointment',
  'notInterested',
  'notQualified',
  'unreachable',
  'wrongNumber',
  'doNotCall',
  'spam',
] as const satisfies typeof AGENT_OUTCOMES;

export function OutcomesSection() {
  const about = useText(leadText);
  const options = OUTCOMES.map((outcome) => [outcome, about(`outcome.${outcome}`)] as const);
  return <ChecksField path="outcomes" options={options} always="doNotCall" />;
}
