// The arrows of the house. There is no baseline and there are no exceptions beyond the ones named in a rule.
const TESTS = '\\.test\\.tsx?$|/test-(app|server|world)\\.ts$';

// Without it the cruiser reads no TypeScript beside TypeScript 7, and finds nothing wrong.
require.resolve('@swc/core');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other have a third thing in common.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads to a file.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, dependencyTypesNot: ['core'] },
    },
    {
      name: 'lib-is-a-leaf',
      comment: 'lib imports only lib, and does no input or output.',
      severity: 'error',
      from: { path: '^lib/', pathNot: TESTS },
      to: {
        path: [
          '^(app|components|server|inngest|scripts|tests|bench|prisma)/',
          '^(node:)?(fs|net|http|https|child_process)(/|$)',
        ],
      },
    },
    {
      name: 'components-import-lib',
      comment: 'Shared parts know nothing of pages and features.',
      severity: 'error',
      from: { path: '^components/', pathNot: TESTS },
      to: { path: '^(app|server|inngest|scripts|tests|bench|prisma)/' },
    },
    {
      name: 'app-imports-components-server-lib',
      comment:
        'Pages and routes make a ctx, call a verb and render. Only the Inngest route knows the list of jobs.',
      severity: 'error',
      from: { path: '^app/', pathNot: [TESTS, '^app/api/inngest/'] },
      to: { path: '^(inngest|scripts|tests|bench|prisma)/' },
    },
    {
      name: 'schema-is-for-browsers-too',
      comment: 'A schema imports zod, lib and other schemas.',
      severity: 'error',
      from: { path: '^server/.+/schema\\.ts$' },
      to: { path: '^(app|components|server|inngest|scripts|tests|bench|prisma)/', pathNot: '/schema\\.ts$' },
    },
    {
      name: 'core-knows-no-slice',
      comment: 'The kernel imports lib, the generated client and the event names.',
      severity: 'error',
      from: { path: '^server/core/', pathNot: TESTS },
      to: {
        path: '^(app|components|server|inngest|scripts|tests|bench|prisma)/',
        pathNot: ['^server/core/', '^prisma/generated/', '^inngest/client\\.ts$'],
      },
    },
    {
      name: 'slices-meet-at-the-service',
      comment: 'A slice reaches another only through its verbs, its schema or the provider seam.',
      severity: 'error',
      from: { path: '^server/((?!core/)[^/]+)/', pathNot: TESTS },
      to: {
        path: '^server/',
        pathNot: [
          '^server/$1/',
          '^server/core/',
          '^server/[^/]+/(service|schema|providers?)\\.ts$',
          '^server/[^/]+/service/[^/]+\\.ts$',
        ],
      },
    },
    {
      name: 'server-never-looks-back',
      comment:
        'The server imports no page, no component, no script; of inngest only the client. The process itself starts the executor.',
      severity: 'error',
      from: { path: '^server/', pathNot: [TESTS, '^server/main\\.ts$'] },
      to: { path: '^(app|components|inngest|scripts|tests|bench)/', pathNot: '^inngest/client\\.ts$' },
    },
    {
      name: 'inngest-lists-jobs',
      comment: 'The client is a leaf, the list imports jobs, the executor stands on the kernel.',
      severity: 'error',
      from: { path: '^inngest/([^/]+)', pathNot: TESTS },
      to: {
        path: '^(app|components|server|scripts|tests|bench|prisma)/',
        pathNot: ['^server/[^/]+/jobs\\.ts$', '^server/core/'],
      },
    },
    {
      name: 'jobs-are-listed-once',
      comment: 'Only the root list imports jobs.',
      severity: 'error',
      from: { pathNot: ['^inngest/functions\\.ts$', TESTS] },
      to: { path: '^server/(?!core/)[^/]+/jobs\\.ts$' },
    },
    {
      name: 'handles-come-from-access',
      comment: 'The connections belong to the kernel; a slice gets its handle from access().',
      severity: 'error',
      from: {
        path: '^(app|components|lib|server|inngest)/',
        pathNot: ['^server/core/', '^server/main\\.ts$', '^inngest/embedded/', TESTS],
      },
      to: { path: '^server/core/(db|transaction)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'identity-has-few-users',
      comment:
        'Work before it is known who asks: only where people and keys come from, and where a session or a link in a mail becomes a ctx.',
      severity: 'error',
      from: {
        path: '^(app|components|lib|server|inngest)/',
        pathNot: [
          '^server/(core|users|members|keys|tenants|sso)/',
          '^server/requests/service/links\\.ts$',
          '^app/(api/auth/|session\\.ts$)',
          TESTS,
        ],
      },
      to: { path: '^server/core/identity\\.ts$' },
    },
    {
      name: 'nobody-imports-the-process',
      comment: 'main.ts starts things; importing it would start them twice.',
      severity: 'error',
      from: {},
      to: { path: '^server/(main|clouds/sandbox/main)\\.ts$' },
    },
    {
      name: 'product-needs-no-dev-package',
      comment: 'What runs in production is in dependencies.',
      severity: 'error',
      from: { path: '^(app|components|lib|server|inngest)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated'] },
    exclude: { path: ['^\\.next/', '^\\.airgate/'] },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'require', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
