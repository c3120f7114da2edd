/** The borders of docs/architecture.md. A planted violation is caught by tests/unit/borders.test.ts. */
const to = (path) => ({ path });
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle hides which part owns what.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'core runs in Node and in the browser: no express, knex, DOM, node:*, clock.',
      from: to('^core/'),
      to: {
        path: '^(server|web|modeler|scripts)/|node_modules/(express|knex|pg|pino|react|@mantine)',
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'core-without-node', severity: 'error', from: to('^core/'), to: { dependencyTypes: ['core'] } },
    {
      name: 'web-without-server',
      severity: 'error',
      comment: 'The browser meets the server over HTTP, through core/contracts.',
      from: to('^(web|modeler)/'),
      to: to('^(server|scripts)/'),
    },
    { name: 'server-without-web', severity: 'error', from: to('^server/'), to: to('^(web|modeler)/') },
    {
      name: 'only-composition-knows-all',
      severity: 'error',
      comment: 'Adapters are joined in server/composition.ts.',
      from: { path: '^server/', pathNot: '^server/(composition|index|cli/)' },
      to: to('^server/composition'),
    },
    {
      name: 'features-meet-on-views',
      severity: 'error',
      comment: 'A feature reads another one through its *-view.ts only.',
      from: { path: '^server/features/([^/]+)/' },
      to: { path: '^server/features/([^/]+)/', pathNot: ['^server/features/$1/', '-view\\.ts$'] },
    },
    {
      name: 'services-without-infrastructure',
      severity: 'error',
      comment: 'A service knows ports, not express, knex, pg or engine adapters.',
      from: to('^server/features/.*-service\\.ts$'),
      to: {
        path: 'node_modules/(express|knex|pg)/|^server/engine/(embedded|zeebe)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'engine-behind-port',
      severity: 'error',
      comment: 'Adapters of the engine are known to composition, cli and their own folder.',
      from: { path: '^server/', pathNot: '^server/(composition|cli/|engine/)' },
      to: to('^server/engine/(embedded|zeebe)/'),
    },
    {
      name: 'zeebe-node-in-its-adapter',
      severity: 'error',
      from: { path: '^(core|server|web|scripts)/', pathNot: '^server/engine/zeebe/' },
      to: to('node_modules/(zeebe-node|@grpc)'),
    },
    { name: 'no-test-code-in-product', severity: 'error', from: to('^(core|server|web|modeler)/'), to: to('^tests/') },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '\\.css$|^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
