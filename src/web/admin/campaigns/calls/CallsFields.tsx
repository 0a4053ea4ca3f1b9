/** All settings of a call flow: the number, prompts and questions, the line, and cost limits. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { CallFlow, KeyQuestion, NumberSource } from '../../../../core/call/flow.ts';
import { LONGEST_SOURCE } from '../../../../core/vocabulary/touch.ts';
import type { FormField, FormFieldChoice } from '../../../../core/vocabulary/form.ts';
import type { NamedItemView } from '../../../../shared/admin.ts';
import { adminText } from '../../../../shared/text/admin.ts';
import { adminCallsText } from '../../../../shared/text/adminCalls.ts';
import { useText } from '../../../base/text.ts';
import { useField } from '../../form/context.ts';
import { CheckField, ChecksField, NumberField, SelectField, TextField, useLabel } from '../../form/fields.tsx';
import { ListField } from '../../form/ListField.tsx';
import { OptionalField } from '../../form/OptionalField.tsx';
import { CountryField } from '../../form/PlaceFields.tsx';
import { SpanField } from '../../form/SpanField.tsx';
import { WordingField } from '../../form/WordingField.tsx';
import { QuestionFields } from './QuestionFields.tsx';
import { SpokenField } from './SpokenField.tsx';

const SHORT = ['s', 'min'] as const;
const LONG = ['min', 'h'] as const;

interface Props {
  /** The default flow when calls are turned on. */
  readonly fresh: CallFlow;
  readonly interests: readonly FormFieldChoice[];
  readonly fields: readonly FormField[];
  readonly skills: readonly NamedItemView[];
}

export function CallsFields(props: Props) {
  const t = useText(adminCallsText);
  const { value: calls } = useField<CallFlow | null>('calls');
  return (
    <>
      <section class="card stack" aria-labelledby="calls-title">
        <h2 id="calls-title">{t('title')}</h2>
        <TakesCalls fresh={props.fresh} />
        {calls ? <Numbers /> : null}
      </section>
      {calls ? <Flow {...props} country={props.fresh.dialling.countries[0] ?? 'US'} /> : null}
    </>
  );
}

/** Turning calls off and on again restores the settings. */
function TakesCalls({ fresh }: Pick<Props, 'fresh'>) {
  const t = useText(adminCallsText);
  const { value, set } = useField<CallFlow | null>('calls');
  const kept = useRef<CallFlow>(fresh);
  if (value) kept.current = value;
  return (
    <label class="check">
      <input
        id="calls"
        type="checkbox"
        checked={value !== null}
        onChange={({ currentTarget }) => set(currentTarget.checked ? kept.current : null)}
      />
      <span>
        {t('takes')} <span class="muted">– {t('takes.about')}</span>
      </span>
    </label>
  );
}

function Numbers() {
  const t = useText(adminCallsText);
  return (
    <>
      <ListField<string> path="calls.numbers" slim add={t('number.add')} max={100} make={() => ''}>
        {(path) => <SlimText path={path} />}
      </ListField>
      <NumberSources />
    </>
  );
}

function NumberSources() {
  const t = useText(adminCallsText);
  const { value: numbers } = useField<readonly string[]>('calls.numbers');
  const { value: named } = useField<readonly NumberSource[]>('calls.numberSources');
  const free = numbers.find((number) => !named.some((one) => one.number === number));
  return (
    <ListField<NumberSource>
      path="calls.numberSources"
      add={t('source.add')}
      max={numbers.length}
      make={() => ({ number: free ?? '', source: '' })}
    >
      {(path, index) => {
        // A number that is gone stays visible until it's removed here.
        const all = [...new Set([...numbers, named[index]?.number ?? ''])].filter((number) => number !== '');
        return (
          <div class="pair">
            <SelectField path={`${path}.number`} options={all.map((number) => [number, number] as const)} />
            <TextField path={`${path}.source`} max={LONGEST_SOURCE} />
          </div>
        );
      }}
    </ListField>
  );
}

function Flow({ interests, fields, skills, country }: Omit<Props, 'fresh'> & { country: string }) {
  const t = useText(adminCallsText);
  const common = useText(adminText);
  return (
    <>
      <Card id="calls-said" title={t('part.said')}>
        <SpokenField path="calls.greeting" />
        <ChecksField
          path="calls.languages"
          options={[
            ['en', common('language.en')],
            ['ko', common('language.ko')],
          ]}
        />
        <ListField<KeyQuestion>
          path="calls.questions"
          add={t('question.add')}
          max={5}
          make={() => ({ ask: { text: { en: '' } }, choices: [{ key: '1', label: { en: '' } }] })}
        >
          {(path) => <QuestionFields path={path} interests={interests} fields={fields} skills={skills} />}
        </ListField>
      </Card>
      <Card id="calls-line" title={t('part.line')}>
        <Music />
        <div class="pair">
          <SpanField path="calls.line.announceEveryMs" units={SHORT} />
          <SpanField path="calls.line.offerCallbackAfterMs" units={SHORT} />
          <SpanField path="calls.line.maxWaitMs" units={SHORT} />
        </div>
      </Card>
      <Card id="calls-after" title={t('part.after')}>
        <OptionalField path="calls.message" start={{ maxMs: 120_000 }}>
          <SpanField path="calls.message.maxMs" units={SHORT} />
        </OptionalField>
        <div class="pair">
          <SpanField path="calls.shortHangUp.underMs" units={SHORT} />
          <NumberField path="calls.shortHangUp.inRow" min={1} max={10} />
        </div>
        <OptionalField path="calls.textBack" start={{ en: t('text.start.en'), ko: t('text.start.ko') }}>
          <WordingField path="calls.textBack" rows={3} />
        </OptionalField>
        <OptionalField path="calls.recording" start={{ keepDays: 30 }}>
          <NumberField path="calls.recording.keepDays" min={1} />
        </OptionalField>
      </Card>
      <Card id="calls-money" title={t('part.money')}>
        <div class="pair">
          <NumberField path="calls.limits.minutesPerDay" min={0} />
          <SpanField path="calls.limits.maxCallMs" units={LONG} />
          <NumberField path="calls.limits.perCallerPerHour" min={1} />
          <NumberField path="calls.limits.perPrefixPerHour" min={1} />
        </div>
        <ListField<string> path="calls.limits.blocked" slim add={t('blocked.add')} max={500} make={() => ''}>
          {(path) => <SlimText path={path} />}
        </ListField>
        <ListField<string> path="calls.dialling.countries" slim add={t('country.add')} max={250} make={() => country}>
          {(path) => <CountryField path={path} />}
        </ListField>
        <CheckField path="calls.dialling.detectsVoicemail" />
      </Card>
    </>
  );
}

function Card({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function SlimText({ path }: { path: string }) {
  return <TextField path={path} code max={20} />;
}

/** Empty: the built-in music. */
function Music() {
  const label = useLabel('calls.line.music');
  const { set } = useField<string | null>('calls.line.music');
  return (
    <TextField path="calls.line.music" label={label} code max={500} onText={(text) => set(text === '' ? null : text)} />
  );
}
