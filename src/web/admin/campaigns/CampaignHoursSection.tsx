/** The campaign's own hours, or those of the business. */
import { adminText } from '../../../shared/text/admin.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useText } from '../../base/text.ts';
import { HolidaysField, WeekField } from '../form/HoursField.tsx';
import { HoursKind } from '../form/HoursKind.tsx';
import { ownZone, ZoneField } from '../form/PlaceFields.tsx';
import type { SectionProps } from './sectionProps.ts';

export function CampaignHoursSection({ draft, surroundings: { business } }: SectionProps) {
  const t = useText(adminCampaignsText);
  const common = useText(adminText);
  const { hours } = draft.fields;
  const start = { zone: business?.zone ?? ownZone(), weekly: null, holidays: business?.hours?.holidays ?? [] };
  return (
    <>
      <HoursKind path="hours" whenNull="business" start={start} />
      {hours === null ? <p class="muted">{t('hours.shared')}</p> : <ZoneField path="hours.zone" />}
      {hours?.weekly ? <WeekField path="hours.weekly" none={common('hours.closed')} /> : null}
      {hours ? <HolidaysField path="hours.holidays" /> : null}
    </>
  );
}
