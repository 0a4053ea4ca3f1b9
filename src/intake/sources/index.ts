/**
 * The sources of inquiries, one adapter each. A new source is a file here, a row in this table and one in
 * core/vocabulary/inquirySources.ts, and its way in, which calls `receive`.
 */
import type { InquirySource } from '../../core/vocabulary/inquirySources.ts';
import type { Adapter } from '../submission.ts';
import { api } from './api.ts';
import { call } from './call.ts';
import { form } from './form.ts';
import { importedRow } from './importedRow.ts';

export const SOURCES = { form, api, call, import: importedRow } satisfies {
  readonly [S in InquirySource]: Adapter<never>;
};
