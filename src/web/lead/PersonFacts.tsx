/** The customer, their request and its source. Used on the desk and the lead page. */
import type { DeskLead, TouchView } from '../../shared/desk.ts';
import { zoneName } from '../../shared/text/clockTime.ts';
import { commonText } from '../../shared/text/common.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { lastInquiryAt, formatDuration, timeOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { UserText } from '../base/ui/UserText.tsx';
import { useTick } from '../base/useTick.ts';

export function WantsCard({ lead }: { lead: DeskLead }) {
  const t = useText(leadText);
  const isSilent = !lead.interest && !lead.message && lead.answers.length === 0;
  return (
    <section class="stack">
      <h2 class="subhead">{t('wants')}</h2>
      {lead.interest ? (
        <p class="wants-interest">
          <UserText text={lead.interest} lines={2} />
        </p>
      ) : null}
      {lead.message ? (
        <blockquote class="wants-message">
          <UserText text={lead.message} />
        </blockquote>
      ) : null}
      {lead.answers.length > 0 ? (
        <dl class="facts">
          {lead.answers.map(({ label, value }) => (
            <div key={label}>
              <dt>
                <bdi>{label}</bdi>
              </dt>
              <dd>
                <UserText text={value} lines={2} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {isSilent ? <p class="muted">{t('nothingSaid')}</p> : null}
    </section>
  );
}

export function WhoFacts({ lead }: { lead: DeskLead }) {
  const t = useText(leadText);
  const common = useText(commonText);
  const reads = useStore(language);
  useTick(10_000);
  const now = serverNow();
  const { person } = lead;
  return (
    <dl class="facts">
      <div>
        <dt>{t('localTime')}</dt>
        <dd>
          {timeOf(now, reads, person.zone)} <span class="muted">{zoneName(person.zone, now, reads)}</span>
        </dd>
      </div>
      <div>
        <dt>{t('language')}</dt>
        <dd>{t(`language.${person.language}`)}</dd>
      </div>
      {person.email ? (
        <div>
          <dt>{t('email')}</dt>
          <dd>
            <UserText text={person.email} lines={1} />
          </dd>
        </div>
      ) : null}
      <div>
        <dt>{t('waitingSince')}</dt>
        <dd>{common('ago', { time: formatDuration(now - lastInquiryAt(lead), common) })}</dd>
      </div>
      <Source lead={lead} />
    </dl>
  );
}

/** One short line; the lead page has the rest (Touches.tsx). */
function Source({ lead: { touches } }: { lead: DeskLead }) {
  const t = useText(leadText);
  if (!touches) return null;
  const { first, last } = touches;
  const [from, then] = [lineOf(first), last && lineOf(last)];
  const text = [from, then === from ? undefined : then].filter((line) => line !== undefined && line !== '').join(' → ');
  if (text === '') return null;
  return (
    <div>
      <dt>{t('source')}</dt>
      <dd>
        <UserText text={text} lines={1} />
      </dd>
    </div>
  );
}

function lineOf({ source, campaign, page, dialed }: TouchView): string {
  const known = [source, campaign].filter((part) => part !== undefined);
  return known.length > 0 ? known.join(' · ') : (page ?? dialed ?? '');
}
