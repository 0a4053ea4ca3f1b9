/** The public keys with which dossiers are checked, at an address that anyone can read and archive. */
import { route, type Route } from '../plumbing/route.ts';

export function evidenceKeyRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/.well-known/leadbell-keys.json',
      who: 'public',
      summary: 'The public keys (Ed25519) of dossiers, oldest first: `npm run verify-dossier -- FILE --keys THIS`.',
      reply: { 200: 'OK.' },
      run: async ({ parts, res }) => {
        res.setHeader('cache-control', 'public, max-age=300');
        return { keys: (await parts.evidence.keys(parts.clock.now())).all };
      },
    }),
  ];
}
