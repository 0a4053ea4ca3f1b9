/** A routing policy read back in sentences, and what of it has no effect. */
import type { CampaignFields } from '../../../shared/admin.ts';
import { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { commonText } from '../../../shared/text/common.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { PolicyMistakes } from './PolicyMistakes.tsx';
import { policyReading } from './policyReading.ts';
import { namesIn, type CampaignData } from './useCampaignData.ts';

interface Props {
  readonly routing: Pick<CampaignFields, 'policy' | 'teamIds' | 'skills' | 'siteIds'>;
  readonly surroundings: CampaignData;
  /** The campaign's, for their labels. */
  readonly form: Pick<CampaignFields, 'interests' | 'fields'>;
  /** Settings that have no effect, by path: why. */
  readonly idle?: Readonly<Record<string, string>>;
}

export function PolicyReading({ routing, surroundings, form, idle = {} }: Props) {
  const t = useText(adminPolicyText);
  const common = useText(commonText);
  const admin = useText(adminText);
  const names = namesIn(surroundings);
  const reads = useStore(language);
  const nameOf = (id: string) => names[id] ?? t('reads.deleted');
  const sentences = policyReading(routing, { t, common, admin, nameOf, form, language: reads });
  return (
    <>
      <ol>
        {sentences.map((sentence, index) => (
          <li key={index}>
            <bdi>{sentence}</bdi>
          </li>
        ))}
      </ol>
      {Object.keys(idle).length > 0 ? <PolicyMistakes title="reads.idle" fields={idle} names={names} /> : null}
    </>
  );
}
