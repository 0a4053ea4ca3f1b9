/** The lead's tags, to add and remove where the viewer may. */
import { useId, useRef, useState } from 'preact/hooks';
import { LONGEST_TAG, MOST_TAGS, tagOf } from '../../../core/vocabulary/tags.ts';
import type { DeskLead } from '../../../shared/desk.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { useText } from '../../base/text.ts';
import type { ProfileSaver } from './profileSaver.ts';

/** Without a saver, or where nothing may be changed, the tags are only shown. */
export function Tags({ lead, saver }: { lead: DeskLead; saver?: ProfileSaver }) {
  const t = useText(leadText);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState('');
  const { tags } = lead;
  const canEdit = saver !== undefined && lead.profile.length > 0;
  if (!canEdit && tags.length === 0) return null;
  const add = () => {
    const tag = tagOf(draft);
    setDraft('');
    if (tag !== null && !tags.includes(tag)) saver?.save({ tags: { add: [tag] } });
  };
  return (
    <div class="tags" role="group" aria-label={t('profile.tags')}>
      {tags.map((tag) => (
        <span class="tag" key={tag}>
          <bdi class="clip">{tag}</bdi>
          {canEdit ? (
            <button
              type="button"
              class="tag-remove"
              aria-label={t('tags.remove', { tag })}
              title={t('tags.remove', { tag })}
              onClick={() => {
                saver.save({ tags: { remove: [tag] } });
                input.current?.focus();
              }}
            >
              ×
            </button>
          ) : null}
        </span>
      ))}
      {canEdit && tags.length < MOST_TAGS ? (
        <>
          <label class="visually-hidden" for={id}>
            {t('tags.add')}
          </label>
          <input
            id={id}
            ref={input}
            class="tag-input"
            placeholder={t('tags.add')}
            maxLength={LONGEST_TAG}
            dir="auto"
            autocomplete="off"
            value={draft}
            onInput={({ currentTarget }) => setDraft(currentTarget.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.isComposing || (event.key !== 'Enter' && event.key !== ',')) return;
              event.preventDefault();
              add();
            }}
          />
        </>
      ) : null}
      <span class="field-error" role="alert">
        {saver?.trouble('tags') ?? ''}
      </span>
    </div>
  );
}
