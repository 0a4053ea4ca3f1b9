/** Whether leads are scored by a learned model, chosen by administrators, and how good the last one is. */
import { isProtectedField } from '../../core/score/known.ts';
import { isInUse, LEAST_WINS } from '../../core/score/train.ts';
import type { Failure } from '../../core/vocabulary/errors.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Parts } from '../../ports/parts.ts';
import { SCORING_SETTING, type ScoringChoice, type StoredChoice } from '../../ports/scores.ts';
import type { ScoringView } from '../../shared/adminScoring.ts';
import { inLanguage } from '../present/wording.ts';
import { storedChoice, storedTraining, trainModel } from '../score/scoreModel.ts';
import { withAdminLease } from './adminLease.ts';
import { withAudit } from './recordAudit.ts';
import { editConflict, namesOf, nextRevision, revisionOf, type Administrator, type Saved } from './refusals.ts';

export async function viewScoring(parts: Parts, language: Language): Promise<ScoringView> {
  return present(parts, await storedChoice(parts), language);
}

/** `basedOn` is 0 if nothing was chosen before. The change is in the audit log. */
export function saveScoring(
  parts: Parts,
  by: Administrator,
  basedOn: number,
  { isOn, usesProtected }: ScoringChoice,
  language: Language,
): Promise<Saved<ScoringView>> {
  return withAdminLease(parts, async () => {
    const stored = await storedChoice(parts);
    if (stored.version !== basedOn) return editConflict(parts, stored, await present(parts, stored, language));
    const before = { isOn: stored.isOn, usesProtected: stored.usesProtected };
    const after = { isOn, usesProtected };
    if (before.isOn === isOn && before.usesProtected === usesProtected)
      return { ok: true, saved: await present(parts, stored, language) };
    const next = { ...after, ...nextRevision(parts, basedOn, by) };
    const { version, changedAt: at } = next;
    const replaced = await withAudit(
      parts,
      { by: by.id, what: 'service', subjectId: SCORING_SETTING, action: 'edit', before, after, version, at },
      () => parts.settings.replace(SCORING_SETTING, next, basedOn),
      (result) => result === 'done',
    );
    parts.campaigns.reread();
    const now = replaced === 'stale' ? await storedChoice(parts) : next;
    const shown = await present(parts, now, language);
    return replaced === 'stale' ? editConflict(parts, now, shown) : { ok: true, saved: shown };
  });
}

/** Learns a new version now. */
export async function trainNow(parts: Parts, language: Language): Promise<ScoringView | Failure> {
  const trained = await trainModel(parts);
  return 'code' in trained ? trained : viewScoring(parts, language);
}

async function present(parts: Parts, stored: StoredChoice, language: Language): Promise<ScoringView> {
  const [last, campaigns, names] = await Promise.all([
    storedTraining(parts),
    parts.campaigns.all(),
    namesOf(parts, [stored]),
  ]);
  const { isOn, usesProtected } = stored;
  return {
    isOn,
    usesProtected,
    leastWins: LEAST_WINS,
    protectedFields: campaigns.flatMap(({ name, fields }) =>
      fields
        .filter((field) => isProtectedField(field) && field.kind !== 'text' && field.kind !== 'date')
        .map(({ label }) => `${inLanguage(name, language)}: ${inLanguage(label, language)}`),
    ),
    last: last && {
      version: last.version,
      trainedAt: last.trainedAt,
      isInUse: isInUse(last, stored),
      ...(last.refusal && { refusal: last.refusal }),
      figures: last.figures,
    },
    ...revisionOf(stored, names),
  };
}
