/** Style sheets are imported for their effect; esbuild writes them next to the page's script. */
declare module '*.css';
