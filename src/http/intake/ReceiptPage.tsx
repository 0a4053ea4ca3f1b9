/** What happens next with one inquiry. The page’s script keeps it current; without it the page reloads itself. */
import type { Campaign } from '../../core/administration/campaign.ts';
import { type Language, wordingIn } from '../../core/vocabulary/language.ts';
import type { ReceiptStatus } from '../../shared/api.ts';
import { askAgainAfter, describeStatus, formText, statusText } from '../../shared/text/form.ts';
import { translator } from '../../shared/text/index.ts';
import { renderPage } from './Page.tsx';

export interface ReceiptPageProps {
  readonly status: ReceiptStatus;
  readonly campaign: Campaign | null;
  /** The page's own path. */
  readonly path: string;
  readonly language: Language;
  readonly demo: boolean;
}

export function renderReceipt({ status, campaign, path, language, demo }: ReceiptPageProps): string {
  const { title, detail } = describeStatus(status, language);
  const t = translator(formText, language);
  return renderPage({
    language,
    demo,
    title,
    otherLanguageUrl: `?lang=${language === 'en' ? 'ko' : 'en'}`,
    ...(status.step !== 'ended' && { refreshAfter: Math.max(3, askAgainAfter(status.step) / 1000) }),
    children: (
      <>
        {campaign && <p class="muted form-campaign">{wordingIn(campaign.name, language)}</p>}
        <div class="form-status" data-status data-step={status.step} data-language={language}>
          <div class="form-status-mark" aria-hidden="true">
            <i />
          </div>
          <div role="status" class="stack-tight">
            <h1 data-title>
              <bdi>{title}</bdi>
            </h1>
            <p class="muted" data-detail>
              {detail}
            </p>
          </div>
        </div>
        {status.mayChoose && (
          <p class="form-small" data-choose>
            <a href={`${path}/time?lang=${language}`}>{translator(statusText, language)('receipt.choose')}</a>
          </p>
        )}
        <p class="muted small form-small" data-keep hidden={status.step === 'ended'}>
          {t('receipt.keep')}
        </p>
      </>
    ),
  });
}
