/**
 * Why two leads can't be merged now: one is closed or erased, an agent has one, or the one that goes has another lead
 * merged into it.
 */
export const MERGE_OBSTACLES = ['sameLead', 'erased', 'closed', 'onCall', 'inHand', 'hasMerge'] as const;
export type MergeObstacle = (typeof MERGE_OBSTACLES)[number];
