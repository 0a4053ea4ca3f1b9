/**
 * What the columns hold, what permits contact, and what the rows are. Columns are guessed; a basis for contact and what
 * the rows are must be stated.
 */
import { useState } from 'preact/hooks';
import type { ColumnMapping } from '../../../core/capture/importColumns.ts';
import { CONSENT_BASES, IMPORT_MODES, type ConsentBasis, type ImportMode } from '../../../core/vocabulary/imports.ts';
import type { CampaignView } from '../../../shared/admin.ts';
import type { ImportSettingsBody, ImportView } from '../../../shared/imports.ts';
import { adminImportText } from '../../../shared/text/adminImport.ts';
import { useStore } from '../../base/createStore.ts';
import { dayOf, startOfDay } from '../../base/days.ts';
import { ask } from '../../base/http.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { AreaField, CheckField, Mistake, Note, NumberField, SelectField, useLabel } from '../form/fields.tsx';
import { Form } from '../form/Form.tsx';
import { useDraft } from '../form/useDraft.ts';
import { ColumnFields } from './ColumnFields.tsx';
import { DiscardButton } from './DiscardButton.tsx';
import { mappingFor, type StepProps } from './importSteps.ts';

type Fields = Omit<ImportSettingsBody, 'mode' | 'basis'> & {
  readonly mode?: ImportMode;
  readonly basis: Partial<ConsentBasis>;
};

const USUAL_RATE = 60;

interface Props extends StepProps {
  readonly campaigns: readonly CampaignView[];
}

export function SettingsStep({ view, put, campaigns }: Props) {
  const t = useText(adminImportText);
  const reads = useStore(language);
  const draft = useDraft<Fields, ImportView>({
    saved: { fields: fieldsOf(view, campaigns), version: null },
    savedOf: (next) => ({ fields: fieldsOf(next, campaigns), version: null }),
    send: (body) => ask(`/api/imports/${encodeURIComponent(view.id)}/check`, { method: 'POST', body }),
    onSaved: put,
  });
  const { campaignId, mode, basis } = draft.fields;
  const campaign = campaigns.find(({ id }) => id === campaignId);
  if (campaigns.length === 0)
    return (
      <div class="stack">
        <p class="notice notice-warn">{t('campaign.none')}</p>
        <DiscardButton view={view} put={put} />
      </div>
    );
  const pick = (next: string) => {
    draft.change('campaignId', next);
    draft.change('mapping', mappingFor(draft.fields.mapping, view.guess[next] ?? []));
  };
  return (
    <>
      <Form draft={draft} save={t('check')}>
        <section class="card stack">
          <SelectField
            path="campaignId"
            options={campaigns.map(({ id, name }) => [id, name[reads] ?? name.en])}
            onPick={pick}
          />
          <CheckField path="hasHeading" />
          <ColumnFields view={view} fields={campaign?.fields ?? []} />
        </section>
        <section class="card stack">
          <RadioField
            path="basis.kind"
            legend={t('consent.title')}
            options={CONSENT_BASES.map((kind) => [kind, t(`basis.${kind}`)])}
            about={t(`basis.about.${basis.kind ?? 'none'}`)}
          />
          <DateField path="basis.at" />
          <AreaField path="basis.statement" rows={3} />
        </section>
        <section class="card stack">
          <RadioField
            path="mode"
            legend={t('mode.title')}
            options={IMPORT_MODES.map((one) => [one, t(`mode.${one}`)])}
            about={t(`mode.about.${mode ?? 'none'}`)}
          />
          {mode === 'open' ? <NumberField path="perHour" min={1} max={3600} /> : null}
        </section>
      </Form>
      <DiscardButton view={view} put={put} />
    </>
  );
}

function fieldsOf({ settings, guess, hasHeading, first }: ImportView, campaigns: readonly CampaignView[]): Fields {
  if (settings) return settings;
  const campaignId = campaigns[0]?.id ?? '';
  const mapping: ColumnMapping = guess[campaignId] ?? first.map(() => null);
  return { campaignId, mapping, hasHeading, perHour: USUAL_RATE, basis: { statement: '' } };
}

interface RadioProps {
  readonly path: string;
  readonly legend: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  /** What the choice means. */
  readonly about: string;
}

function RadioField({ path, legend, options, about }: RadioProps) {
  const { value, set, described } = useField<string | undefined>(path);
  return (
    <fieldset class="field" id={path} tabIndex={-1} aria-describedby={described['aria-describedby']}>
      <legend class="import-legend">{legend}</legend>
      <div class="row">
        {options.map(([one, label]) => (
          <label class="choice" key={one}>
            <input type="radio" name={path} checked={value === one} onChange={() => set(one)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <p class="muted small import-about">{about}</p>
      <Mistake path={path} />
    </fieldset>
  );
}

function DateField({ path }: { path: string }) {
  const label = useLabel(path);
  const { value, set, id, described } = useField<number | undefined>(path);
  // As typed: while a year is typed, the field holds dates of the first centuries.
  const [day, setDay] = useState(dayOf(value === undefined ? undefined : String(value)));
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input input-date"
        type="date"
        value={day}
        onInput={({ currentTarget }) => {
          setDay(currentTarget.value);
          const start = startOfDay(currentTarget.value);
          set(start === undefined ? undefined : Number(start));
        }}
        {...described}
      />
      <Note path={path} />
    </div>
  );
}
