/** Models by name, registered once per connection. Documents are read as plain values; see plain.ts. */
import type { Connection, Model, Schema } from 'mongoose';

export interface AnyDocument {
  _id: string;
  [field: string]: unknown;
}

export type Filter = Record<string, unknown>;

export function modelOf(connection: Connection, name: string, schema: Schema, collection: string): Model<AnyDocument> {
  return (connection.models[name] ?? connection.model(name, schema, collection)) as unknown as Model<AnyDocument>;
}
