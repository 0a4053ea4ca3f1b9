/** The demo’s people. Public on purpose: the demo listens on this machine only and refuses to be a real service. */
import type { Language } from '../core/vocabulary/language.ts';
import type { Role } from '../shared/api.ts';

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  /** The languages an agent speaks with customers. Only agents take leads. */
  readonly speaks?: readonly Language[];
}

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { id: 'user_ana', name: 'Ana Silva', email: 'ana@demo.test', role: 'agent', language: 'en', speaks: ['en', 'ko'] },
  { id: 'user_ben', name: 'Ben Carter', email: 'ben@demo.test', role: 'agent', language: 'en', speaks: ['en'] },
  {
    id: 'user_chloe',
    name: 'Chloe Kim',
    email: 'chloe@demo.test',
    role: 'agent',
    language: 'ko',
    speaks: ['ko', 'en'],
  },
  { id: 'user_sam', name: 'Sam Ortiz', email: 'sam@demo.test', role: 'supervisor', language: 'en' },
  { id: 'user_admin', name: 'Robin Hale', email: 'admin@demo.test', role: 'administrator', language: 'en' },
];

/** What the demo’s own pages need so that a visitor can sign in with one click. */
export const DEMO_INFO = {
  demo: true,
  people: DEMO_PEOPLE.map(({ name, email, role }) => ({ name, email, role })),
  password: 'leadbell-demo',
  formKey: 'demo',
} as const;
