/** Signs in. Returns the user or a message for the failure. */
import type { Me } from '../../shared/api.ts';
import { ask, type Answer } from '../base/http.ts';

export function signIn(email: string, password: string): Promise<Answer<Me>> {
  return ask<Me>('/api/session', { method: 'POST', body: { email, password }, staySignedOut: true });
}

/** The start page of each role. */
export function workplaceOf(role: Me['role']): '/desk' | '/floor' {
  return role === 'agent' ? '/desk' : '/floor';
}
