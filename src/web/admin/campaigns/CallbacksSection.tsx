/** When and how often a callback is attempted. */
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useText } from '../../base/text.ts';
import { NumberField } from '../form/fields.tsx';
import { ListField } from '../form/ListField.tsx';
import { SpanField } from '../form/SpanField.tsx';

const UNITS = ['min', 'h', 'd'] as const;
const HOUR = 3_600_000;

export function CallbacksSection() {
  const t = useText(adminCampaignsText);
  return (
    <>
      <div class="pair">
        <SpanField path="cadence.firstMs" units={UNITS} />
        <SpanField path="cadence.windowMs" units={UNITS} />
        <NumberField path="cadence.maxAttempts" min={1} max={10} />
        <NumberField path="cadence.maxPerDay" min={1} max={3} />
        <SpanField path="cadence.lifeMs" units={UNITS} />
        <SpanField path="cadence.ownToAnyoneMs" units={UNITS} />
      </div>
      <ListField<number> path="cadence.retryMs" add={t('retry.add')} make={() => 2 * HOUR} max={10} slim>
        {(path) => <SpanField path={path} units={UNITS} />}
      </ListField>
      <div class="pair">
        <NumberField path="callsPerSlot" min={0} max={100} />
        <NumberField path="slotShare" min={1} max={100} />
      </div>
    </>
  );
}
