/** A level per skill: what a person has, or the minimum that a campaign requires. Skills without a level are absent. */
import type { CampaignFields, NamedItemView } from '../../../shared/admin.ts';
import { adminPeopleText } from '../../../shared/text/adminPeople.ts';
import { useText } from '../../base/text.ts';
import { useField } from './context.ts';
import { Mistake, Note, useLabel } from './fields.tsx';

type Levels = CampaignFields['skills'];
const LEVELS = [1, 2, 3, 4, 5] as const;

interface Props {
  readonly path: string;
  readonly skills: readonly NamedItemView[];
  readonly none: 'level.0' | 'level.asked.0';
}

export function LevelsField({ path, skills, none }: Props) {
  const t = useText(adminPeopleText);
  const label = useLabel(path);
  const { value: levels, set } = useField<Levels>(path);
  const choose = (id: string, level: number) => {
    const { [id]: _old, ...others } = levels;
    set(level === 0 ? others : { ...others, [id]: level });
  };
  return (
    <fieldset class="field" id={path} tabIndex={-1}>
      <legend class="label">{label}</legend>
      {skills.length === 0 ? <p class="muted">{t('noSkills')}</p> : null}
      <div class="levels">
        {skills.map(({ id, name }) => (
          <div class="level" key={id}>
            <label for={`${path}.${id}`}>
              <bdi>{name}</bdi>
            </label>
            <select
              id={`${path}.${id}`}
              class="input"
              value={String(levels[id] ?? 0)}
              onChange={({ currentTarget }) => choose(id, Number(currentTarget.value))}
            >
              <option value="0">{t(none)}</option>
              {LEVELS.map((level) => (
                <option key={level} value={String(level)} selected={levels[id] === level}>
                  {t(`level.${level}`)}
                </option>
              ))}
            </select>
            <Mistake path={`${path}.${id}`} />
          </div>
        ))}
      </div>
      <Note path={path} />
    </fieldset>
  );
}
