/** The stages of an update given as a pipeline. Any other stage is MongoDB's error 72. */
import { location, MongoError } from '../errors.ts';
import type { ExpressionContext } from '../expressions.ts';
import { isDocument } from '../values.ts';
import { DOCUMENT_STAGES } from './document-stages.ts';
import type { ChangeDocument } from './document-stages.ts';

export function compileUpdateStage(stage: unknown, context: ExpressionContext): ChangeDocument {
  const [name, ...others] = isDocument(stage) ? Object.keys(stage) : [];
  if (!isDocument(stage) || name === undefined || others.length > 0) {
    throw location(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  const compileStage = Object.hasOwn(DOCUMENT_STAGES, name) ? DOCUMENT_STAGES[name] : undefined;
  if (compileStage === undefined) {
    throw new MongoError(72, 'InvalidOptions', `${name} is not allowed to be used within an update`);
  }
  return compileStage(stage[name], context);
}
