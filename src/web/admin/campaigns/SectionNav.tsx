/** Section links beside a campaign's form. Calls are a separate page, since they are saved separately. */
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useText } from '../../base/text.ts';
import { navigate } from '../route.ts';
import { SECTIONS, type Section } from './sections.ts';

interface Props {
  /** The campaign's id; null for a new one. */
  readonly id: string | null;
  readonly current: Section | 'calls';
  readonly wrong?: Partial<Record<Section, number>>;
}

export function SectionNav({ id, current, wrong = {} }: Props) {
  const t = useText(adminCampaignsText);
  const path = id === null ? '' : `/admin/campaigns/${encodeURIComponent(id)}`;
  return (
    <nav class="editor-sections" aria-label={t('sections.label')}>
      {SECTIONS.map((name) => (
        <a
          key={name}
          href={current === 'calls' ? `${path}#${name}` : `#${name}`}
          aria-current={name === current ? 'true' : undefined}
          {...(current !== 'calls' && { onClick: openSection })}
        >
          {t(`section.${name}`)}
          {wrong[name] ? (
            <span class="badge badge-bad" aria-label={t('sections.wrong', { count: wrong[name] })}>
              {wrong[name]}
            </span>
          ) : null}
        </a>
      ))}
      {id === null ? null : (
        <a href={`${path}/calls`} aria-current={current === 'calls' ? 'true' : undefined}>
          {t('section.calls')}
        </a>
      )}
    </nav>
  );
}

/** Adds a history entry, so that Back returns to the previous section. */
function openSection(event: MouseEvent): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  navigate((event.currentTarget as HTMLAnchorElement).hash);
}
