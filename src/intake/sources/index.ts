/**
 * The sources of inquiries, one adapter each. A new source is a file here, a row in this table and one in
 * core/vocabulary/inquirySources.ts, and its way in, which calls `receive`.
 */
import type { InquirySource } from '../../core/vocabulary/inquirySources.ts';
import type { Adapter } from '../submission.ts';
import { api } from './api.ts';
import { call } from './call.ts';
import { form } from './form.ts';

/** Nothing is imported yet. */
type WithoutAdapter = 'import';

export const SOURCES = { form, api, call } satisfies {
  readonly [S in Exclude<InquirySource, WithoutAdapter>]: Adapter<never>;
};
