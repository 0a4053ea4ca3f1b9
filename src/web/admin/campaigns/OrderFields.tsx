/** The order in which agents get offers, and what the chosen order needs. */
import { useState } from 'preact/hooks';
import type { OrderChoice } from '../../../core/routing/policy.ts';
import { ORDER_NAMES, type OrderName } from '../../../core/vocabulary/orders.ts';
import { SECOND } from '../../../core/vocabulary/time.ts';
import type { PersonView } from '../../../shared/admin.ts';
import { commonText } from '../../../shared/text/common.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { Note, NumberField, SelectField, useLabel } from '../form/fields.tsx';
import { SpanField } from '../form/SpanField.tsx';

/** What each order starts with when it is chosen. */
const FRESH: Readonly<Record<OrderName, OrderChoice>> = {
  longestIdle: { kind: 'longestIdle' },
  roundRobin: { kind: 'roundRobin', weights: {} },
  fewestToday: { kind: 'fewestToday' },
  bestSkill: { kind: 'bestSkill' },
  bestResult: { kind: 'bestResult' },
  lastAgent: { kind: 'lastAgent', patienceMs: 20 * SECOND, then: 'longestIdle' },
  random: { kind: 'random' },
};

type Named = Pick<PersonView, 'id' | 'name'>;

interface Props {
  readonly path: string;
  /** Who may have a weight. */
  readonly people: readonly Named[];
  /** For the names of others who have one. */
  readonly everyone: readonly Named[];
}

export function OrderFields({ path, people, everyone }: Props) {
  const t = useText(commonText);
  const { value: order, set } = useField<OrderChoice>(path);
  const named = (names: readonly OrderName[]) => names.map((name) => [name, t(`order.${name}`)] as const);
  // An order of a newer version stays visible until another one is chosen.
  const known = named(ORDER_NAMES);
  const options = known.some(([name]) => name === order.kind) ? known : [...known, [order.kind, order.kind] as const];
  const needsWeights = order.kind === 'roundRobin' || order.then === 'roundRobin';
  return (
    <>
      <div class="pair">
        <SelectField path={`${path}.kind`} options={options} onPick={(name) => set(FRESH[name as OrderName])} />
        {order.kind === 'lastAgent' ? (
          <>
            <SelectField path={`${path}.then`} options={known.filter(([name]) => name !== 'lastAgent')} />
            <SpanField path={`${path}.patienceMs`} units={['s', 'min']} />
          </>
        ) : null}
      </div>
      {needsWeights ? (
        <Weights path={`${path}.weights`} people={people} everyone={everyone} weights={order.weights ?? {}} />
      ) : null}
    </>
  );
}

interface WeightsProps extends Props {
  readonly weights: Readonly<Record<string, number>>;
}

/** An agent who has a weight but no longer gets these leads stays listed, so that it can be changed or cleared. */
function Weights({ path, people, everyone, weights }: WeightsProps) {
  const label = useLabel(path);
  // Also while its field is empty for a moment.
  const [first] = useState(weights);
  const ids = people.map(({ id }) => id);
  const others = Object.keys({ ...first, ...weights }).filter((id) => !ids.includes(id));
  const shown = [
    ...people,
    ...others.map((id) => ({ id, name: everyone.find((person) => person.id === id)?.name ?? id })),
  ];
  return (
    <fieldset class="field" id={path} tabIndex={-1}>
      <legend class="label">{label}</legend>
      <Note path={path} />
      <div class="pair">
        {shown.map(({ id, name }) => (
          <NumberField key={id} path={`${path}.${id}`} label={name} min={1} max={100} optional />
        ))}
      </div>
    </fieldset>
  );
}
