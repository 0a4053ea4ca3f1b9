/** A one-time link, shown once to be shared. */
import { useEffect, useRef } from 'preact/hooks';
import type { Invited } from '../../../shared/admin.ts';
import { adminPeopleText } from '../../../shared/text/adminPeople.ts';
import { useStore } from '../../base/createStore.ts';
import { whenOf } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { CopyField } from '../ui/CopyField.tsx';

export function LinkCard({ invited }: { invited: Invited }) {
  const t = useText(adminPeopleText);
  const reads = useStore(language);
  const ref = useRef<HTMLHeadingElement>(null);
  const { person, link, expiresAt, mailed } = invited;
  const values = { name: person.name, email: person.email, when: whenOf(expiresAt, serverNow(), reads) };
  useEffect(() => ref.current?.focus(), [link]);
  return (
    <section class="card stack notice-good-edge">
      <h2 ref={ref} tabIndex={-1}>
        {t('link.title')}
      </h2>
      <p>{t(mailed ? 'link.mailed' : 'link.byHand', values)}</p>
      <CopyField label={t('link.label')} value={new URL(link, location.origin).href} />
      <p class="small muted">{t('link.once')}</p>
    </section>
  );
}
