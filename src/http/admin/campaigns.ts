/** Campaigns over HTTP. Their call flow has its own file (callFlow.ts). */
import { failure } from '../../core/vocabulary/errors.ts';
import {
  createCampaign,
  duplicateCampaign,
  editCampaign,
  mistakesOfCampaign,
  newCampaign,
  previewCampaign,
  setCampaignActive,
  viewCampaign,
  viewCampaigns,
} from '../../usecases/admin/campaigns.ts';
import { withWarnings } from '../../usecases/admin/routingWarnings.ts';
import { timesOnForm } from '../../usecases/booking/bookSlot.ts';
import { renderForm } from '../intake/FormPage.tsx';
import { allowOwnFrame } from '../intake/frames.ts';
import { preferredLanguage, reasonsOf } from '../plumbing/problems.ts';
import { route, savedOf, SENT, type Route, type RouteParts } from '../plumbing/route.ts';
import { ADDED, MISSING, SAVED } from './docs.ts';
import { BODIES, tidyDraft } from './schemas.ts';

/** `demo` marks the form’s preview as the demo’s. */
export function campaignRoutes(parts: RouteParts, { demo }: { readonly demo: boolean }): readonly Route[] {
  const setActive = (verb: 'pause' | 'activate', summary: string) =>
    route({
      method: 'post',
      path: `/api/admin/campaigns/:id/${verb}`,
      who: 'administrator',
      summary,
      body: BODIES.version,
      reply: { ...SAVED, ...MISSING },
      run: async ({ parts, user, params, body }) =>
        savedOf(await setCampaignActive(parts, user, params.id, body.version, verb === 'activate')),
    });

  return [
    route({
      method: 'get',
      path: '/api/admin/campaigns',
      who: 'administrator',
      summary: 'All campaigns.',
      reply: { 200: 'OK.' },
      run: async ({ parts }) => ({ campaigns: await viewCampaigns(parts) }),
    }),
    route({
      method: 'post',
      path: '/api/admin/campaigns',
      who: 'administrator',
      summary: 'Create a campaign. It takes leads right away unless `active` is false. `warnings` as for its policy.',
      body: BODIES.newCampaign,
      reply: ADDED,
      mistakes: (draft, { parts }) => mistakesOfCampaign(parts, tidyDraft(draft)),
      run: async ({ parts, user, body: { active = true, ...draft } }) =>
        savedOf(await withWarnings(parts, await createCampaign(parts, user, tidyDraft(draft), active))),
    }),
    route({
      method: 'get',
      path: '/api/admin/campaigns/template',
      who: 'administrator',
      summary: 'A campaign template that can be saved as is.',
      reply: { 200: 'OK.' },
      run: ({ parts }) => newCampaign(parts),
    }),
    route({
      method: 'post',
      path: '/api/admin/campaigns/preview',
      who: 'administrator',
      summary: 'Preview an unsaved campaign’s form as a page.',
      body: BODIES.preview,
      reply: {
        200: { description: 'The page.', type: 'text/html', schema: { type: 'string' } },
        422: 'It can’t be previewed.',
      },
      run: async ({ parts, body: { campaign, language }, res }) => {
        const shown = await previewCampaign(parts, tidyDraft(campaign));
        // Shown in a frame of our own page, without scripts; submitting it has no effect.
        allowOwnFrame(res);
        const times = await timesOnForm(parts, shown);
        const page = { requestKey: 'preview', shownAt: 0, values: {}, times, errors: {} };
        res.type('html').send(renderForm({ campaign: shown, language, demo, ...page }));
        return SENT;
      },
    }),
    route({
      method: 'post',
      path: '/api/admin/campaigns/check',
      who: 'administrator',
      summary: 'Validate an unsaved campaign; every error, by field.',
      body: BODIES.check,
      reply: { 200: '`fields` and `mistakes`; empty if it can be saved.' },
      run: async ({ parts, body: { campaign, id }, res }) => {
        const mistakes = await mistakesOfCampaign(parts, tidyDraft(campaign), id);
        return { fields: reasonsOf(mistakes, preferredLanguage(res)), mistakes };
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/campaigns/:id',
      who: 'administrator',
      summary: 'One campaign.',
      reply: { 200: 'OK.', ...MISSING },
      run: async ({ parts, params }) =>
        (await viewCampaign(parts, params.id)) ?? failure('not-found', 'Campaign not found.'),
    }),
    route({
      method: 'put',
      path: '/api/admin/campaigns/:id',
      who: 'administrator',
      summary: 'Save a whole campaign. Optional parts that aren’t sent are removed. `warnings` as for its policy.',
      body: BODIES.campaign,
      reply: { ...SAVED, ...MISSING },
      mistakes: (draft, { parts, params }) => mistakesOfCampaign(parts, tidyDraft(draft), params.id),
      run: async ({ parts, user, params, body: { version, ...draft } }) =>
        savedOf(await withWarnings(parts, await editCampaign(parts, user, params.id, version, tidyDraft(draft)))),
    }),
    setActive('pause', 'Close its form. Open leads continue.'),
    setActive('activate', 'Reopen its form.'),
    route({
      method: 'post',
      path: '/api/admin/campaigns/:id/duplicate',
      who: 'administrator',
      summary: 'Create a paused copy under another form key.',
      body: BODIES.duplicate,
      reply: { ...ADDED, ...MISSING },
      run: async ({ parts, user, params, body }) => savedOf(await duplicateCampaign(parts, user, params.id, body)),
    }),
  ];
}
