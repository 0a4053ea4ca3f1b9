/** The order in which agents get offers, and what the chosen order needs. */
import type { OrderChoice } from '../../../core/routing/policy.ts';
import { ORDER_NAMES, type OrderName } from '../../../core/vocabulary/orders.ts';
import { SECOND } from '../../../core/vocabulary/time.ts';
import type { PersonView } from '../../../shared/admin.ts';
import { commonText } from '../../../shared/text/common.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { Mistake, Note, NumberField, SelectField, useLabel } from '../form/fields.tsx';
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

export function OrderFields({ path, people }: { path: string; people: readonly PersonView[] }) {
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
      {needsWeights ? <Weights path={`${path}.weights`} people={people} weights={order.weights ?? {}} /> : null}
    </>
  );
}

interface WeightsProps {
  readonly path: string;
  readonly people: readonly PersonView[];
  readonly weights: Readonly<Record<string, number>>;
}

function Weights({ path, people, weights }: WeightsProps) {
  const label = useLabel(path);
  const ids = people.map(({ id }) => id);
  return (
    <fieldset class="field" id={path} tabIndex={-1}>
      <legend class="label">{label}</legend>
      <Note path={path} />
      <div class="pair">
        {people.map(({ id, name }) => (
          <NumberField key={id} path={`${path}.${id}`} label={name} min={1} max={100} optional />
        ))}
      </div>
      {Object.keys(weights)
        .filter((id) => !ids.includes(id))
        .map((id) => (
          <Mistake key={id} path={`${path}.${id}`} />
        ))}
    </fieldset>
  );
}
