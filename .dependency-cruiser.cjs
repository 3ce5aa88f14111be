/**
 * Who may import whom. What the table does not name is forbidden; so is a folder that the table does not know.
 * `core/src/index.ts` gathers the areas and is the only file outside them.
 */
const AREAS = {
  core: [],
  io: ['core'],
  sequence: ['core'],
  metrics: ['core'],
  engine: ['core'],
  motif: ['core', 'sequence'],
  dataset: ['core', 'io', 'sequence', 'motif'],
  nn: ['core', 'engine'],
  training: ['core', 'nn', 'dataset', 'metrics', 'engine'],
  inspection: ['core', 'sequence', 'dataset'],
  interpretation: ['core', 'sequence', 'motif', 'nn', 'engine'],
  genome: ['core', 'io', 'sequence'],
  baselines: ['core', 'sequence', 'motif', 'metrics'],
  report: ['core', 'motif', 'metrics'],
}
/** Know the platform, may import anything; nothing in the library imports them. */
const PLATFORMS = ['node', 'browser']

const SOURCE = '^packages/core/src'
const ENGINES = '(reference|wasm|webgpu)'
const either = (names) => `(${names.join('|')})`

const areaRules = Object.entries(AREAS).map(([area, imports]) => ({
  name: `area-${area}`,
  comment: `${area} may import ${imports.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `${SOURCE}/${area}/` },
  to: {
    path: `${SOURCE}/`,
    pathNot: [
      `${SOURCE}/${either([area, ...imports])}/`,
      // The one type of another area that genome needs.
      ...(area === 'genome' ? [`${SOURCE}/nn/predictor\\.ts$`] : []),
    ],
  },
}))

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere (is it built?)',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...areaRules,
    {
      name: 'area-known',
      comment: 'A new folder of the library needs a row in the table',
      severity: 'error',
      from: { path: `${SOURCE}/(?!${either([...Object.keys(AREAS), ...PLATFORMS])}/|index\\.ts$)` },
      to: {},
    },
    {
      name: 'platform-unseen',
      comment: 'Nothing in the library imports the parts that know the platform',
      severity: 'error',
      from: { path: `${SOURCE}/`, pathNot: `${SOURCE}/${either(PLATFORMS)}/` },
      to: { path: `${SOURCE}/${either(PLATFORMS)}/` },
    },
    {
      name: 'platforms-apart',
      severity: 'error',
      from: { path: `${SOURCE}/${either(PLATFORMS)}/` },
      to: { path: `${SOURCE}/${either(PLATFORMS)}/`, pathNot: `${SOURCE}/$1/` },
    },
    {
      name: 'index-unseen',
      comment: 'Only the platforms see the whole library; an area imports areas',
      severity: 'error',
      from: { path: `${SOURCE}/${either(Object.keys(AREAS))}/` },
      to: { path: `${SOURCE}/index\\.ts$` },
    },
    {
      name: 'engine-by-selection',
      comment: 'Concrete engines are loaded by engine/select alone, so that a page loads only the one it uses',
      severity: 'error',
      from: {
        path: `${SOURCE}/`,
        pathNot: [`${SOURCE}/engine/${ENGINES}/`, `${SOURCE}/engine/select\\.ts$`, `${SOURCE}/${either(PLATFORMS)}/`],
      },
      // The contract with the platform's threads holds types alone.
      to: { path: `${SOURCE}/engine/${ENGINES}/`, pathNot: `${SOURCE}/engine/wasm/worker-contract\\.ts$` },
    },
    {
      name: 'engines-apart',
      comment: 'One engine does not lean on another: each is the check of the other',
      severity: 'error',
      from: { path: `${SOURCE}/engine/${ENGINES}/` },
      to: { path: `${SOURCE}/engine/${ENGINES}/`, pathNot: `${SOURCE}/engine/$1/` },
    },
    {
      name: 'engine-interface',
      comment: 'Networks are described against the interface of engines, whichever is chosen',
      severity: 'error',
      from: { path: `${SOURCE}/nn/` },
      to: { path: `${SOURCE}/engine/select\\.ts$` },
    },
    {
      name: 'node-in-its-place',
      comment: 'The library runs in browsers: node: imports only in its node folder',
      severity: 'error',
      from: { path: `${SOURCE}/`, pathNot: `${SOURCE}/node/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'library-alone',
      severity: 'error',
      from: { path: `${SOURCE}/` },
      to: { path: '^(packages/(?!core/src/)|scripts/|bench/|test/)' },
    },
    {
      name: 'public-exports-only',
      comment: 'The command line uses what any program could: @helicon/core and @helicon/core/node',
      severity: 'error',
      from: { path: '^packages/cli/(src|bin)/' },
      to: { path: '^packages/(?!cli/)', pathNot: '^packages/core/dist/(node/)?index\\.(js|d\\.ts)$' },
    },
    {
      name: 'bench-public-exports-only',
      comment: 'Measurements are of what users get',
      severity: 'error',
      from: { path: '^bench/' },
      to: { path: '^packages/', pathNot: '^packages/core/dist/(node/)?index\\.(js|d\\.ts)$' },
    },
    {
      name: 'declared-packages-only',
      comment: 'A package that is used is named in package.json',
      severity: 'error',
      from: { path: '^(packages/[^/]+/(src|bin)|scripts|bench)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^packages/[^/]+/dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
    },
  },
}
