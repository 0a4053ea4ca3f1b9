/** Where the holder of a receipt chooses when to be called. No part of it needs a script, and it doesn’t reload itself. */
import type { Language } from '../../core/vocabulary/language.ts';
import { zoneName } from '../../shared/text/clockTime.ts';
import { describeStatus, formText } from '../../shared/text/form.ts';
import { translator } from '../../shared/text/index.ts';
import { takenTime } from '../../shared/text/takenTime.ts';
import type { ChoicePage } from '../../usecases/intake/chooseTime.ts';
import { renderPage } from './Page.tsx';
import { TimeChoice } from './TimeChoice.tsx';

export interface ChooseTimeProps {
  readonly page: ChoicePage;
  readonly language: Language;
  readonly demo: boolean;
  /** The time that was sent isn't free, or isn't one. */
  readonly isTaken?: boolean;
}

export function renderChooseTime({ page, language, demo, isTaken = false }: ChooseTimeProps): string {
  const t = translator(formText, language);
  const { inquiry, status, times, nearest, zone } = page;
  const path = `/r/${inquiry.receiptId}`;
  const [first] = times;
  return renderPage({
    language,
    demo,
    title: t('choose.title'),
    otherLanguageUrl: `?lang=${language === 'en' ? 'ko' : 'en'}`,
    children: (
      <>
        {isTaken && (
          <p class="notice notice-bad" role="alert">
            {takenTime(nearest, zone, language, times.length === 0)}
          </p>
        )}
        <div class="stack-tight">
          <h1>{t('choose.title')}</h1>
          <p class="muted">{describeStatus(status, language).title}</p>
        </div>
        {first === undefined ? (
          <p class="form-act">{t('choose.none')}</p>
        ) : (
          <form method="post" action={`${path}/time?lang=${language}`} class="form-act form-act-form">
            <TimeChoice
              label={t('choose.label', { zone: zoneName(zone, first, language) })}
              {...{ times, zone, language, selected: nearest[0] }}
            />
            <button class="button button-wide button-primary" type="submit">
              {t('choose.do')}
            </button>
          </form>
        )}
        <p class="form-act">
          <a href={`${path}?lang=${language}`}>{t('choose.back')}</a>
        </p>
      </>
    ),
  });
}
