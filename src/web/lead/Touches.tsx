/** Where the customer came from, first and last, on the lead page. */
import type { DeskLead, TouchView } from '../../shared/desk.ts';
import { leadPageText } from '../../shared/text/leadPage.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { UserText } from '../base/ui/UserText.tsx';

export function Touches({ lead: { touches } }: { lead: DeskLead }) {
  const t = useText(leadPageText);
  if (!touches) return null;
  const { first, last } = touches;
  return (
    <div class="stack-tight">
      <h2 class="subhead">{t('touches')}</h2>
      <Touch touch={first} title={last ? t('touch.first') : undefined} />
      {last ? <Touch touch={last} title={t('touch.last')} /> : null}
    </div>
  );
}

function Touch({ touch, title }: { touch: TouchView; title: string | undefined }) {
  const t = useText(leadPageText);
  const reads = useStore(language);
  const { at, kind, source, campaign, referrer, landing, dialed, page, tags, clicks } = touch;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t('source'), source],
    [t('touch.campaign'), campaign],
    ...tags,
    [t('touch.dialed'), dialed],
    [t('touch.referrer'), referrer === source ? undefined : referrer],
    [t('touch.landing'), landing],
    [t('touch.page'), page],
    ...clicks,
  ];
  return (
    <div class="stack-tight">
      <p class="small">
        {title === undefined ? null : <strong>{title} </strong>}
        <span class="muted">
          {whenOf(at, serverNow(), reads)} · {t(`inquiry.${kind}`)}
        </span>
      </p>
      <dl class="facts">
        {rows.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>
                <bdi>{name}</bdi>
              </dt>
              <dd>
                <UserText text={value} lines={1} />
              </dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}
