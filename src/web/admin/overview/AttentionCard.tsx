/** Everything that needs an administrator, with links to the pages where it is fixed. */
import { wordingIn } from '../../../core/vocabulary/language.ts';
import type { CampaignView, PersonView, SetupProgress } from '../../../shared/admin.ts';
import type { LawView } from '../../../shared/adminLaw.ts';
import type { MailList } from '../../../shared/adminMails.ts';
import { adminOverviewText } from '../../../shared/text/adminOverview.ts';
import { useStore } from '../../base/createStore.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Icon } from '../../base/ui/Icon.tsx';
import { usePlaceName } from '../law/usePlaceName.ts';
import { attention, type Attention } from './attention.ts';
import { useResource } from '../../base/useResource.ts';

/** Named in a line; the page of the law has all. */
const MOST_PLACES = 3;

interface Props {
  readonly start: SetupProgress;
  readonly campaigns: readonly CampaignView[];
  readonly people: readonly PersonView[];
}

export function AttentionCard(props: Props) {
  const t = useText(adminOverviewText);
  const mails = useResource<MailList>('/api/admin/mails?state=dead&limit=1');
  const law = useResource<LawView>('/api/admin/law').data;
  const deadMails = mails.data?.dead ?? 0;
  const list = attention({ ...props, deadMails, ...(law && { law }), now: serverNow() });
  return (
    <section class="card card-flush" aria-labelledby="attention">
      <div class="card-head">
        <h2 id="attention">{t('attention')}</h2>
        <span class={list.length > 0 ? 'badge badge-warn' : 'badge'}>{list.length}</span>
      </div>
      {list.length === 0 ? <p class="empty">{t('attention.none')}</p> : null}
      <ul class="lines">
        {list.map((item, index) => (
          <li class="line" key={index}>
            <span class="warn-mark">
              <Icon name="alert" />
            </span>
            <span class="grow">
              <AttentionLine item={item} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function AttentionLine({ item }: { item: Attention }) {
  const t = useText(adminOverviewText);
  const reads = useStore(language);
  const placeName = usePlaceName();
  switch (item.kind) {
    case 'noCampaign':
      return <a href="/admin/campaigns">{t('attention.noCampaign')}</a>;
    case 'nobodyTakes':
    case 'partNobody':
    case 'noSupervisor': {
      const { id, name } = item.campaign;
      const section = item.kind === 'nobodyTakes' ? 'people' : 'timing';
      return (
        <a href={`/admin/campaigns/${encodeURIComponent(id)}#${section}`}>
          {t(`attention.${item.kind}`, { name: wordingIn(name, reads) })}
        </a>
      );
    }
    case 'lawMissing':
    case 'lawStale':
    case 'lawSoon': {
      const few = item.places.slice(0, MOST_PLACES).map(placeName).join(', ');
      const places = item.places.length > MOST_PLACES ? `${few} …` : few;
      const date = item.kind === 'lawSoon' ? item.date : '';
      return <a href="/admin/law">{t(`attention.${item.kind}`, { count: item.places.length, places, date })}</a>;
    }
    case 'deadMail':
      return <a href="/admin/mail?state=dead">{t('attention.deadMail', { count: item.count })}</a>;
    case 'mailOff':
      return <span>{t('attention.mailOff')}</span>;
    case 'expected':
    case 'runOut':
      return (
        <a href={`/admin/people/${encodeURIComponent(item.person.id)}`}>
          {t(`attention.${item.kind}`, { name: item.person.name })}
        </a>
      );
  }
}
