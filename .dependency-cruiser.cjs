// The import table of ARCHITECTURE.md, enforced by `npm run check`. Each room may import only what is listed here.
const ROOMS = {
  core: { may: ['core'], packages: ['luxon'] },
  shared: { may: ['shared', 'core'], typesOnly: ['core'], packages: [] },
  ports: { may: ['ports', 'core', 'shared'], packages: [] },
  // Reads what people, programs and networks send. No I/O, so use cases may call it. Only `crypto` of Node: digests.
  intake: {
    may: ['intake', 'core', 'ports', 'shared'],
    typesOnly: ['ports'],
    packages: ['joi', 'libphonenumber-js'],
    node: ['crypto'],
  },
  // Certificates, digests, signatures and their checks. No I/O: the offline check uses it, too.
  evidence: {
    may: ['evidence', 'core', 'ports'],
    typesOnly: ['ports'],
    packages: [],
    node: ['crypto'],
  },
  usecases: { may: ['usecases', 'intake', 'evidence', 'core', 'ports', 'shared'], packages: [] },
  http: { may: ['http', 'usecases', 'intake', 'core', 'ports', 'shared'] },
  sockets: { may: ['sockets', 'usecases', 'intake', 'core', 'ports', 'shared'] },
  jobs: { may: ['jobs', 'usecases', 'intake', 'core', 'ports', 'shared'] },
  store: { may: ['store', 'evidence', 'core', 'ports'] },
  mail: { may: ['mail', 'core', 'ports', 'shared'] },
  phone: { may: ['phone', 'core', 'ports'] },
  tables: { may: ['tables', 'core', 'ports'] },
  web: { may: ['web', 'shared', 'core'], typesOnly: ['core'] },
  demo: { may: ['demo', 'core', 'ports', 'shared', 'usecases'] },
  // Only reset-link opens the stores, and uses a use case, as main does.
  process: { may: ['process', 'core', 'ports', 'evidence', 'mail', 'store', 'usecases'] },
};
/** The rooms of core in order: each imports only itself and those before it, types included. */
const CORE_ORDER = [
  'vocabulary',
  'capture',
  'law',
  'agent',
  'routing',
  'score',
  'callback',
  'lead',
  'report',
  'replay',
  'mail',
  'call',
  'administration',
  'alarm',
];
const PURE_ROOMS = ['core', 'shared', 'ports', 'intake', 'evidence', 'usecases'];
const target = (room) => `^src/${room}/`;

const roomRules = Object.entries(ROOMS).flatMap(([room, { may, typesOnly = [], packages = [], node = [] }]) => {
  const allowed = [
    ...packages.map((name) => `node_modules/(@types/)?${name}`),
    ...node.map((name) => `^(node:)?${name}$`),
  ];
  const rules = [
    {
      name: `${room}-imports-only-its-rooms`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: may.map(target) },
    },
  ];
  if (typesOnly.length > 0) {
    rules.push({
      name: `${room}-takes-only-types-from-${typesOnly.join('-')}`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      // The vocabulary is plain values, small enough for the browser.
      to: { path: typesOnly.map(target), pathNot: '^src/core/vocabulary/', dependencyTypesNot: ['type-only'] },
    });
  }
  if (PURE_ROOMS.includes(room)) {
    rules.push({
      name: `${room}-has-no-packages-or-node`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'core'],
        ...(allowed.length > 0 ? { pathNot: allowed } : {}),
      },
    });
  }
  return rules;
});

const coreRules = [
  ...CORE_ORDER.map((room, index) => ({
    name: `core-${room}-imports-only-rooms-before-it`,
    severity: 'error',
    from: { path: `^src/core/${room}/` },
    to: { path: '^src/core/', pathNot: CORE_ORDER.slice(0, index + 1).map((before) => `^src/core/${before}/`) },
  })),
  {
    name: 'every-file-of-core-has-a-room',
    severity: 'error',
    from: { path: '^src/core/', pathNot: CORE_ORDER.map((room) => `^src/core/${room}/`) },
    to: {},
  },
  {
    name: 'core-vocabulary-has-no-packages',
    severity: 'error',
    from: { path: '^src/core/vocabulary/' },
    to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
  },
];

module.exports = {
  forbidden: [
    ...roomRules,
    ...coreRules,
    {
      name: 'app-does-not-see-the-ways-out',
      severity: 'error',
      from: { path: '^src/app\\.ts$' },
      to: { path: '^src/(store|mail|phone|tables|main)' },
    },
    {
      name: 'packages-import-nothing-of-leadbell',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^(src|test|bench|scripts|packages)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'leadbell-runs-packages-as-programs',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^packages/' },
    },
    {
      name: 'only-app-and-main-import-process',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(app|main)\\.ts$', '^src/process/'] },
      to: { path: '^src/process/' },
    },
    { name: 'nobody-imports-main', severity: 'error', from: { path: '^src/' }, to: { path: '^src/main\\.ts$' } },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: '^packages/embedded-mongo/' },
      to: { circular: true },
    },
    {
      // The database's commands import the type of the table that lists them.
      name: 'embedded-mongo-has-only-cycles-of-types',
      severity: 'error',
      from: { path: '^packages/embedded-mongo/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
