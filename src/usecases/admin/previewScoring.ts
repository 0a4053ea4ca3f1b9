/** How the last leads of a campaign would score by unsaved rules. Nothing is stored. */
import type { CampaignDraft } from '../../core/administration/campaign.ts';
import { scoreFactsOf } from '../../core/lead/score.ts';
import { scoreByRules } from '../../core/score/rules.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { isSale } from '../../core/vocabulary/outcomes.ts';
import { bandOf, SCORE_BANDS } from '../../core/vocabulary/score.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ScoringPreviewView } from '../../shared/adminScoring.ts';
import { presentScore } from '../present/score.ts';
import { outcomeName } from '../present/wording.ts';
import { mistakesOfCampaign, previewCampaign, storedCampaign } from './campaigns.ts';
import { refuseMistakes, type Saved } from './refusals.ts';

const LEADS_SHOWN = 100;

/** Only mistakes in the scoring are reported: what else is wrong doesn't matter to it. */
export async function previewScoring(
  parts: Parts,
  id: string,
  draft: CampaignDraft,
  language: Language,
): Promise<Saved<ScoringPreviewView>> {
  if (!(await storedCampaign(parts, id))) return failure('not-found', 'Campaign not found.');
  const mistakes = await mistakesOfCampaign(parts, draft, id);
  const wrong = mistakes.filter(({ path }) => path.split('.')[0] === 'scoring');
  if (wrong.length > 0) return refuseMistakes(wrong);
  const { scoring } = draft;
  if (!scoring) return { ok: true, saved: { bands: [], leads: [] } };
  const campaign = await previewCampaign(parts, draft);
  const [{ items }, business] = await Promise.all([
    parts.leads.search({ campaignId: id, limit: LEADS_SHOWN }),
    parts.business.known(),
  ]);
  const scored = items
    .filter(({ erased }) => !erased)
    .map((lead) => ({ lead, score: scoreByRules(scoring, scoreFactsOf(lead), campaign.hours) }))
    .sort((a, b) => b.score.points - a.score.points);
  const leads = scored.map(({ lead, score }) => {
    const { points, band, why } = presentScore(campaign, score, language, 'supervisors');
    return {
      ...{ leadId: lead.id, name: lead.person.name, points, band, why },
      ...(lead.state === 'closed' && { outcome: outcomeName(business, lead, language) }),
    };
  });
  const bands = SCORE_BANDS.map((band) => {
    const own = scored.filter(({ score }) => bandOf(score.points) === band);
    const closed = own.filter(({ lead }) => lead.state === 'closed');
    const won = closed.filter(({ lead }) => lead.state === 'closed' && isSale(lead.outcome));
    return { band, count: own.length, closed: closed.length, won: won.length };
  });
  return { ok: true, saved: { bands, leads } };
}
