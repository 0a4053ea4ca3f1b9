/**
 * Fills in what is missing on the leads of a list, one after the other. The fields of a lead stay as long as it is shown, so that
 * nothing moves while it is typed. Loaded when it is opened.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LeadRow } from '../../shared/api.ts';
import type { DeskLead } from '../../shared/desk.ts';
import { commonText } from '../../shared/text/common.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { ask, type Trouble } from '../base/http.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { Dialog } from '../base/ui/Dialog.tsx';
import { Name } from '../base/ui/UserText.tsx';
import { ProfileInput } from '../lead/profile/ProfileInput.tsx';
import { useRequestSaver } from '../lead/profile/useRequestSaver.ts';

interface Props {
  /** Those of the list that lack something. */
  rows: readonly LeadRow[];
  id: string;
  onShow: (id: string) => void;
  onClose: () => void;
}

export function CompleteDialog({ rows, id, onShow, onClose }: Props) {
  const t = useText(leadsText);
  const common = useText(commonText);
  const at = rows.findIndex((row) => row.id === id);
  const row = rows[at];
  const next = rows[at + 1];
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [id]);
  if (!row) return null;
  return (
    <Dialog title={t('complete.title')} onClose={onClose}>
      <div class="row-apart">
        <h3 ref={heading} tabIndex={-1}>
          <Name name={row.name} numberEnd={row.numberEnd} />
        </h3>
        <span class="small muted nowrap">{t('complete.place', { position: at + 1, count: rows.length })}</span>
      </div>
      <p class="small muted">
        <bdi>{row.campaign}</bdi>
      </p>
      <div class="leads-complete">
        <Fields key={id} row={row} />
      </div>
      <div class="row">
        {next ? (
          <button type="button" class="button button-primary" onClick={() => onShow(next.id)}>
            {t('complete.next')}
          </button>
        ) : null}
        <button type="button" class="button" onClick={onClose}>
          {common('close')}
        </button>
        <a class="button button-quiet" href={`/leads/${encodeURIComponent(id)}`}>
          {t('complete.open')}
        </a>
      </div>
    </Dialog>
  );
}

function Fields({ row }: { row: LeadRow }) {
  const common = useText(commonText);
  const [lead, setLead] = useState<DeskLead | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [paths] = useState(() => (row.gaps ?? []).map(({ path }) => path));
  const read = useCallback(() => {
    void ask<DeskLead>(`/api/leads/${encodeURIComponent(row.id)}`).then((answer) => {
      if (answer.ok) setLead(answer.data);
      setTrouble(answer.ok ? null : answer.trouble);
    });
  }, [row.id]);
  useEffect(read, [read]);
  const saver = useRequestSaver(row.id, read);
  if (trouble)
    return (
      <p class="field-error" role="alert">
        {troubleText(trouble)}
      </p>
    );
  if (!lead) return <p class="muted">{common('loading')}</p>;
  return (
    <div class="profile-inputs">
      {lead.profile
        .filter(({ path }) => paths.includes(path))
        .map((field) => (
          <ProfileInput key={field.path} field={field} saver={saver} />
        ))}
    </div>
  );
}
