/** `/admin/retention`: how long each kind of data is kept, why, within which limits, and the fixed periods. */
import { useId, useState } from 'preact/hooks';
import type { RetentionPolicy } from '../../../core/administration/retention.ts';
import type { RetentionView } from '../../../shared/admin.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { adminRetentionText } from '../../../shared/text/adminRetention.ts';
import { ask } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { toast } from '../../base/ui/Toasts.tsx';
import { Form } from '../form/Form.tsx';
import { useDraft, type Saved } from '../form/useDraft.ts';
import { Loaded, Page } from '../ui/Page.tsx';
import { useChangedBy } from '../ui/useChangedBy.ts';
import { useResource } from '../../base/useResource.ts';
import { DaysField } from './DaysField.tsx';
import { isShorter, retentionFields } from './retentionFields.ts';

const PATH = '/api/admin/retention';

export function RetentionPage() {
  const t = useText(adminRetentionText);
  const asked = useResource<RetentionView>(PATH);
  return (
    <Page title={t('title')} name={t('title')} intro={t('intro')}>
      <Loaded asked={asked}>{(view) => <RetentionForm view={view} />}</Loaded>
    </Page>
  );
}

function savedOf({ kinds, version }: RetentionView): Saved<RetentionPolicy> {
  return { fields: retentionFields(kinds), version };
}

function RetentionForm({ view }: { view: RetentionView }) {
  const t = useText(adminRetentionText);
  const common = useText(adminText);
  const [saved, setSaved] = useState(view);
  const changedBy = useChangedBy(saved);
  const ids = [useId(), useId()] as const;
  const draft = useDraft<RetentionPolicy, RetentionView>({
    saved: savedOf(view),
    savedOf,
    send: (policy, version) => ask(PATH, { method: 'PUT', body: { version, ...policy } }),
    onSaved: (next) => {
      setSaved(next);
      toast(common('save.saved'));
    },
  });
  return (
    <Form draft={draft} state={changedBy}>
      <section class="card stack" aria-labelledby={ids[0]}>
        <h2 id={ids[0]}>{t('chosen')}</h2>
        {saved.kinds.map((kind) => (
          <DaysField key={kind.kind} {...kind} />
        ))}
        <div role="status">
          {isShorter(draft.fields, draft.base.fields) ? <p class="notice notice-warn">{t('shorter')}</p> : null}
        </div>
      </section>
      <section class="card stack" aria-labelledby={ids[1]}>
        <h2 id={ids[1]}>{t('chosen.not')}</h2>
        <dl class="kept">
          {saved.fixed.map(({ kind }) => (
            <div key={kind}>
              <dt>{t(`fixed.${kind}`)}</dt>
              <dd>{t(`kept.${kind}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </Form>
  );
}
