/** Signing in, as a result with the sentence for what went wrong. */
import type { Me } from '../../shared/api.ts';
import { ask, type Answer } from '../base/http.ts';

export function signIn(email: string, password: string): Promise<Answer<Me>> {
  return ask<Me>('/api/session', { method: 'POST', body: { email, password }, staySignedOut: true });
}

/** Where each role works. */
export function workplaceOf(role: Me['role']): '/desk' | '/floor' {
  return role === 'agent' ? '/desk' : '/floor';
}
