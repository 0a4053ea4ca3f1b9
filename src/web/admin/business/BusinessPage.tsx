/** `/admin/business`: name, country, language, time zone and hours. Before the first save they default to this browser's. */
import { useEffect, useId, useState } from 'preact/hooks';
import type { BusinessFields, BusinessView } from '../../../shared/admin.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { adminBusinessText } from '../../../shared/text/adminBusiness.ts';
import { ask } from '../../base/http.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { toast } from '../../base/ui/Toasts.tsx';
import { SelectField, TextField } from '../form/fields.tsx';
import { focusField } from '../form/focusField.ts';
import { Form } from '../form/Form.tsx';
import { OFFICE_WEEK } from '../form/hours.ts';
import { HolidaysField, WeekField } from '../form/HoursField.tsx';
import { HoursKind } from '../form/HoursKind.tsx';
import { CountryField, ownZone, ZoneField } from '../form/PlaceFields.tsx';
import { useDraft, type Saved } from '../form/useDraft.ts';
import { Loaded, Page } from '../ui/Page.tsx';
import { useChangedBy } from '../ui/useChangedBy.ts';
import { place } from '../route.ts';
import { AnswerGoal } from './AnswerGoal.tsx';
import { AwayReasons } from './AwayReasons.tsx';
import { DeclineReasons } from './DeclineReasons.tsx';
import { OutcomeChoices } from './OutcomeChoices.tsx';
import { useResource } from '../../base/useResource.ts';

interface Answered {
  readonly business: BusinessView | null;
}

export function BusinessPage() {
  const t = useText(adminBusinessText);
  const asked = useResource<Answered>('/api/admin/business');
  return (
    <Page title={t('title')} name={t('title')} intro={t('intro')}>
      <Loaded asked={asked}>{({ business }) => <BusinessForm business={business} />}</Loaded>
    </Page>
  );
}

function savedOf({
  name,
  country,
  language,
  zone,
  hours,
  outcomes,
  awayReasons,
  declineReasons,
  answerGoal,
  version,
}: BusinessView): Saved<BusinessFields> {
  return {
    fields: { name, country, language, zone, hours, outcomes, awayReasons, declineReasons, answerGoal },
    version,
  };
}

function newBusiness(): Saved<BusinessFields> {
  const hours = { weekly: OFFICE_WEEK, holidays: [] };
  const reads = language.get();
  return {
    fields: { name: '', country: reads === 'ko' ? 'KR' : 'US', language: reads, zone: ownZone(), hours },
    version: null,
  };
}

function BusinessForm({ business }: { business: BusinessView | null }) {
  const t = useText(adminBusinessText);
  const common = useText(adminText);
  const [saved, setSaved] = useState(business);
  const changedBy = useChangedBy(saved);
  const ids = [useId(), useId()] as const;
  useEffect(() => {
    // A link to a section moves keyboard focus there.
    const { section } = place.get();
    if (section !== '') focusField(section);
  }, []);
  const draft = useDraft<BusinessFields, BusinessView>({
    saved: business ? savedOf(business) : newBusiness(),
    savedOf,
    // 0: not saved yet.
    send: (fields, version) =>
      ask('/api/admin/business', { method: 'PUT', body: { version: version ?? 0, ...fields } }),
    onSaved: (view) => {
      setSaved(view);
      toast(common('save.saved'));
    },
  });
  return (
    <Form draft={draft} state={changedBy}>
      <section class="card stack" aria-labelledby={ids[0]}>
        <h2 id={ids[0]}>{t('who')}</h2>
        <TextField path="name" max={100} required />
        <div class="pair">
          <CountryField path="country" />
          <SelectField
            path="language"
            options={[
              ['en', common('language.en')],
              ['ko', common('language.ko')],
            ]}
          />
        </div>
        <ZoneField path="zone" />
      </section>
      <section class="card stack" aria-labelledby={ids[1]}>
        <h2 id={ids[1]}>{t('hours')}</h2>
        <p class="muted">{t('hours.about')}</p>
        <HoursKind path="hours" whenNull="undecided" start={{ weekly: null, holidays: [] }} />
        {draft.fields.hours?.weekly ? <WeekField path="hours.weekly" none={common('hours.closed')} /> : null}
        {draft.fields.hours ? <HolidaysField path="hours.holidays" /> : null}
      </section>
      {draft.fields.answerGoal ? <AnswerGoal /> : null}
      {draft.fields.outcomes ? <OutcomeChoices outcomes={draft.fields.outcomes} /> : null}
      {draft.fields.awayReasons ? <AwayReasons reasons={draft.fields.awayReasons} /> : null}
      {draft.fields.declineReasons ? (
        <DeclineReasons reasons={draft.fields.declineReasons} awayReasons={draft.fields.awayReasons ?? []} />
      ) : null}
    </Form>
  );
}
