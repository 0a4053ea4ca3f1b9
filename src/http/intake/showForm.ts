/** Shows the form’s page, empty or again with what was typed, its errors, and the times that are free now. */
import type { Response } from 'express';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Failure } from '../../core/vocabulary/errors.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { StoreUnavailable } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';
import { timesOnForm } from '../../usecases/booking/bookSlot.ts';
import { inOrder } from '../../usecases/booking/timesForLead.ts';
import type { PlaceParts } from '../../usecases/booking/places.ts';
import { SENT } from '../plumbing/route.ts';
import { renderForm } from './FormPage.tsx';
import { type Values } from './values.ts';
import { allowFrames } from './frames.ts';

/** The shape of a page’s own key. Anything else isn’t ours and is ignored. */
export const PAGE_KEY = /^[\w-]{16,100}$/;

type FormParts = PlaceParts & Pick<Parts, 'clock' | 'random'>;

export interface ShownForm {
  readonly values: Values;
  readonly errors?: Failure['fields'];
  readonly notice?: string;
  /** If the chosen time was taken: the nearest free ones. */
  readonly nearest?: readonly Moment[];
}

export function formShower(parts: FormParts, { demo }: { readonly demo: boolean }) {
  return async (res: Response, campaign: Campaign, language: Language, shown: ShownForm): Promise<typeof SENT> => {
    const { errors = {}, notice, nearest = [] } = shown;
    const times = await timesFor(parts, campaign, nearest);
    const values = withFreeTime(shown.values, nearest);
    allowFrames(res, campaign);
    res.setHeader('cache-control', 'no-store');
    res.vary('Accept-Language');
    // A page that is shown again keeps its key and the time it was first shown, so sending it again remains a repeat.
    const requestKey = PAGE_KEY.test(String(values['requestKey']))
      ? String(values['requestKey'])
      : parts.random.secret();
    const shownAt = /^\d{1,14}$/.test(String(values['shownAt'])) ? Number(values['shownAt']) : parts.clock.now();
    const page = { campaign, language, demo, requestKey, shownAt, values, times, errors };
    res.type('html').send(renderForm({ ...page, ...(notice && { notice }) }));
    return SENT;
  };
}

/** While the store is down, a form without times is better than none. */
async function timesFor(parts: FormParts, campaign: Campaign, nearest: readonly Moment[]): Promise<readonly Moment[]> {
  try {
    const offered = await timesOnForm(parts, campaign);
    return inOrder(nearest, offered);
  } catch (error) {
    if (error instanceof StoreUnavailable) return nearest;
    throw error;
  }
}

/** A time that was just taken becomes the nearest free one; the error next to it says so. */
function withFreeTime(values: Values, nearest: readonly Moment[]): Values {
  return nearest[0] === undefined ? values : { ...values, callAt: String(nearest[0]) };
}
