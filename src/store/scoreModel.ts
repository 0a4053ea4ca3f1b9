/** The model in use, from the settings: none while it's off, was refused, or was learned under another choice. */
import type { ScoreModel } from '../core/score/model.ts';
import { isInUse } from '../core/score/train.ts';
import { MODEL_SETTING, SCORING_SETTING, type ScoringChoice, type StoredTraining } from '../ports/scores.ts';
import type { SettingsStore } from '../ports/settings.ts';

export async function modelInUse({ get }: Pick<SettingsStore, 'get'>): Promise<ScoreModel | null> {
  const choice = await get<ScoringChoice>(SCORING_SETTING);
  if (!choice?.isOn) return null;
  const last = await get<StoredTraining>(MODEL_SETTING);
  if (!last?.model || !isInUse(last, choice)) return null;
  const { model, version, trainedAt, usesProtected } = last;
  return { ...model, version, trainedAt, usesProtected };
}
