/** The order in which agents get offers, and what the chosen order needs. */
import type { OrderChoice } from '../../../core/routing/policy.ts';
import { ORDER_NAMES, type OrderName } from '../../../core/vocabulary/orders.ts';
import { MINUTE } from '../../../core/vocabulary/time.ts';
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
  lastAgent: { kind: 'lastAgent', patienceMs: MINUTE, then: 'longestIdle' },
  random: { kind: 'random' },
};

export function OrderFields({ people }: { people: readonly PersonView[] }) {
  const t = useText(commonText);
  const { value: order, set } = useField<OrderChoice>('policy.order');
  const named = (names: readonly OrderName[]) => names.map((name) => [name, t(`order.${name}`)] as const);
  // An order of a newer version stays visible until another one is chosen.
  const known = named(ORDER_NAMES);
  const options = known.some(([name]) => name === order.kind) ? known : [...known, [order.kind, order.kind] as const];
  const needsWeights = order.kind === 'roundRobin' || order.then === 'roundRobin';
  return (
    <>
      <div class="pair">
        <SelectField path="policy.order.kind" options={options} onPick={(name) => set(FRESH[name as OrderName])} />
        {order.kind === 'lastAgent' ? (
          <>
            <SelectField path="policy.order.then" options={known.filter(([name]) => name !== 'lastAgent')} />
            <SpanField path="policy.order.patienceMs" units={['s', 'min']} />
          </>
        ) : null}
      </div>
      {needsWeights ? <Weights people={people} weights={order.weights ?? {}} /> : null}
    </>
  );
}

function Weights({ people, weights }: { people: readonly PersonView[]; weights: Readonly<Record<string, number>> }) {
  const path = 'policy.order.weights';
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
