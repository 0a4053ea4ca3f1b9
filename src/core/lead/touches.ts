/** Where the person came from: the first and the last touch. */
import { countedSource, type Arrival, type Touch } from '../vocabulary/touch.ts';
import type { InquirySummary, Lead } from './lead.ts';
import { allInquiries } from './mergedNumbers.ts';

/** The person's earliest known inquiry: of an earlier lead, or of this one and those merged into it. */
export function firstArrival(lead: Lead): Arrival | undefined {
  const [first] = arrivalsOf(lead);
  const earlier = lead.firstTouch;
  return earlier && (!first || earlier.at <= first.at) ? earlier : first;
}

/** The newest inquiry; the same as the first if there is only one. */
export function lastArrival(lead: Lead): Arrival | undefined {
  return arrivalsOf(lead).at(-1) ?? lead.firstTouch;
}

/** Where the inquiry that opened the lead came from: the source under which the lead counts. */
export function openingTouch({ inquiries }: Pick<Lead, 'inquiries'>): Touch {
  return inquiries[0]?.source ?? {};
}

/** The sources of the inquiry that opened the lead, of the first touch and of the last, each once. */
export function sourcesOf(lead: Lead): readonly string[] {
  const touches = [openingTouch(lead), firstArrival(lead)?.source, lastArrival(lead)?.source];
  return [...new Set(touches.map((touch) => touch && countedSource(touch)))].filter((source) => source !== undefined);
}

function arrivalsOf(lead: Lead): readonly Arrival[] {
  return allInquiries(lead).map(({ inquiry }) => arrivalOf(inquiry));
}

function arrivalOf({ at, kind, source = {} }: InquirySummary): Arrival {
  return { at, kind, source };
}
