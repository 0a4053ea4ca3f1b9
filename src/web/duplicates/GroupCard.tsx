/** One group: its leads, oldest first, which one is kept, and why each of the others may be the same customer. */
import { useId } from 'preact/hooks';
import type { DuplicateGroup, DuplicateLead, PossibleMerge } from '../../shared/duplicates.ts';
import { duplicatesText } from '../../shared/text/duplicates.ts';
import { useText } from '../base/text.ts';
import { Name } from '../base/ui/UserText.tsx';
import { useCells } from '../leads/cells.tsx';
import { mergeOf, mergesInto, nameOf } from './pairs.ts';
import { Reasons } from './Reasons.tsx';

interface Props {
  group: DuplicateGroup;
  staysId: string;
  isSelected: boolean;
  isBusy: boolean;
  onSelect: () => void;
  onKeep: (leadId: string) => void;
  onMerge: () => void;
  onPart: (leadId: string) => void;
}

export function GroupCard(props: Props) {
  const { group, staysId, isSelected, isBusy, onSelect, onKeep, onMerge, onPart } = props;
  const t = useText(duplicatesText);
  const id = useId();
  const stays = group.leads.find((lead) => lead.id === staysId);
  const name = stays ? nameOf(stays) : '';
  const canMerge = mergesInto(group, staysId).some(({ goesId }) => mergeOf(group, staysId, goesId)?.whyNot === null);
  return (
    <li class="card card-flush" data-group={staysId}>
      <div class="card-head">
        <label class="check">
          <input
            type="checkbox"
            checked={isSelected}
            disabled={!canMerge}
            aria-label={t('group.select', { name })}
            onChange={onSelect}
          />
          <span class="small muted">
            {t('group', { count: group.leads.length })}
            {group.more > 0 ? ` ${t('group.more', { count: group.more })}` : ''}
          </span>
        </label>
        <button
          type="button"
          class="button button-small"
          disabled={!canMerge}
          aria-label={t('merge.this', { name })}
          onClick={onMerge}
        >
          {t('merge')}
        </button>
      </div>
      <fieldset class="duplicates-leads">
        <legend class="visually-hidden">{t('keep.which')}</legend>
        {group.leads.map((lead) => (
          <Row
            key={lead.id}
            radio={id}
            lead={lead}
            merge={mergeOf(group, staysId, lead.id)}
            isStaying={lead.id === staysId}
            isBusy={isBusy}
            onKeep={() => onKeep(lead.id)}
            onPart={() => onPart(lead.id)}
          />
        ))}
      </fieldset>
    </li>
  );
}

interface RowProps {
  radio: string;
  lead: DuplicateLead;
  merge: PossibleMerge | undefined;
  isStaying: boolean;
  isBusy: boolean;
  onKeep: () => void;
  onPart: () => void;
}

function Row({ radio, lead, merge, isStaying, isBusy, onKeep, onPart }: RowProps) {
  const t = useText(duplicatesText);
  const cell = useCells();
  const name = nameOf(lead);
  return (
    <div class="duplicates-lead" data-lead={lead.id}>
      <input
        type="radio"
        name={radio}
        checked={isStaying}
        aria-label={t('keep.this', { name })}
        title={t('keep.this', { name })}
        onChange={onKeep}
      />
      <div class="duplicates-who">
        <a href={`/leads/${encodeURIComponent(lead.id)}`}>
          <Name name={lead.name} numberEnd={lead.numberEnd} />
        </a>
        <span class="small muted">
          {cell(lead, 'number')} {lead.email === undefined ? null : <span class="user-text">{lead.email}</span>}
        </span>
      </div>
      <div class="duplicates-facts small muted">
        <span class="nowrap">
          {cell(lead, 'state')} {cell(lead, 'created')}
        </span>
        <span>{cell(lead, 'campaign')}</span>
      </div>
      <div class="duplicates-why">
        {isStaying ? <span class="badge badge-accent">{t('keep')}</span> : <Reasons reasons={merge?.reasons ?? []} />}
        {merge?.whyNot ? <span class="badge badge-warn">{t(`result.${merge.whyNot}`)}</span> : null}
      </div>
      <button
        type="button"
        class="button button-small button-quiet duplicates-part"
        disabled={isBusy || isStaying}
        aria-label={t('notDuplicate.this', { name })}
        onClick={onPart}
      >
        {t('notDuplicate')}
      </button>
    </div>
  );
}
