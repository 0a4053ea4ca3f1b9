/** Beside the routing fields: the policy in sentences as it would be saved, and who would get a lead by it now,
 * and what it would have done yesterday. */
import { useState } from 'preact/hooks';
import { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import { useText } from '../../base/text.ts';
import { PolicyReading } from './PolicyReading.tsx';
import type { SectionProps } from './sectionProps.ts';
import { TryLead } from './TryLead.tsx';
import { TryYesterday } from './TryYesterday.tsx';
import { freshLead } from './typedLead.ts';

interface Props extends SectionProps {
  /** Settings that have no effect, by path: why. */
  readonly idle: Readonly<Record<string, string>>;
}

export function PolicyAside({ draft, surroundings, view, idle }: Props) {
  const t = useText(adminPolicyText);
  const [lead, setLead] = useState(() => freshLead(draft.fields));
  return (
    <aside class="preview policy-aside" aria-label={t('reads.title')} tabIndex={0}>
      <section class="card stack-tight" aria-labelledby="policy-reading">
        <h2 id="policy-reading">{t('reads.title')}</h2>
        <PolicyReading routing={draft.fields} surroundings={surroundings} form={draft.fields} idle={idle} />
      </section>
      {view ? (
        <>
          <TryLead id={view.id} fields={draft.fields} people={surroundings.people} lead={lead} setLead={setLead} />
          <TryYesterday
            id={view.id}
            fields={draft.fields}
            pick={(leadId) => {
              setLead({ ...lead, leadId });
              document.getElementById('policy-try')?.focus();
            }}
          />
        </>
      ) : null}
    </aside>
  );
}
