/**
 * All inquiries of the customer, newest first, with the number of merged leads. The lead page also shows the consent wording
 * and the customer's answers.
 */
import { useEffect, useState } from 'preact/hooks';
import type { InquiryView } from '../../shared/api.ts';
import type { DeskLead } from '../../shared/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { ask } from '../base/http.ts';
import { languageKept } from '../base/accountLanguage.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Name, UserText } from '../base/ui/UserText.tsx';

type Shown = DeskLead['inquiries'][number] & Partial<Pick<InquiryView, 'consent'>>;

export function Inquiries({ lead }: { lead: DeskLead }) {
  const detailed = useDetails(lead);
  return <InquiryList inquiries={detailed.length === lead.inquiries.length ? detailed : lead.inquiries} />;
}

export function InquiryList({ inquiries }: { inquiries: readonly Shown[] }) {
  const t = useText(leadText);
  const reads = useStore(language);
  return (
    <div class="stack-tight">
      <h2 class="subhead">{t('inquiries')}</h2>
      <ol class="timeline">
        {[...inquiries].reverse().map((inquiry) => (
          <li key={`${inquiry.at} ${inquiry.kind} ${inquiry.from?.leadId ?? ''}`}>
            <time class="muted small">{whenOf(inquiry.at, serverNow(), reads)}</time>
            <div>
              {t(`inquiry.${inquiry.kind}`)}
              {inquiry.interest ? (
                <>
                  {' · '}
                  <UserText text={inquiry.interest} lines={1} />
                </>
              ) : null}
              {inquiry.from ? (
                <div class="small">
                  {t('inquiry.from')} <Name name={inquiry.from.name} numberEnd={inquiry.from.numberEnd} />
                </div>
              ) : null}
              {inquiry.message ? (
                <div class="small muted">
                  <UserText text={inquiry.message} lines={2} />
                </div>
              ) : null}
              {inquiry.consent ? <ConsentAnswers consent={inquiry.consent} /> : null}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function ConsentAnswers({ consent }: { consent: InquiryView['consent'] }) {
  const t = useText(leadText);
  return (
    <details class="small">
      <summary>{t('consent.shown', { version: consent.wordingVersion })}</summary>
      <ul class="stack-tight" lang={consent.language}>
        {consent.boxes.map(({ box, given, wording }) => (
          <li key={box}>
            <span class={given ? 'badge badge-good' : 'badge'}>
              {t(`consent.${box}`)}: {t(given ? 'consent.yes' : 'consent.no')}
            </span>{' '}
            {wording === undefined ? null : <UserText text={wording} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Empty until loaded. Reloaded when there are new inquiries. */
function useDetails({ id, inquiries }: DeskLead): readonly InquiryView[] {
  const [details, setDetails] = useState<readonly InquiryView[]>([]);
  const kept = useStore(languageKept);
  useEffect(() => {
    let isLatest = true;
    void ask<{ inquiries: readonly InquiryView[] }>(`/api/leads/${encodeURIComponent(id)}/inquiries`).then((answer) => {
      if (isLatest && answer.ok) setDetails(answer.data.inquiries);
    });
    return () => {
      isLatest = false;
    };
  }, [id, inquiries.length, kept]);
  return details;
}
