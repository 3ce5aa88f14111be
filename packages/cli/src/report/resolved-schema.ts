import * as v from 'valibot'

/** What a report needs of `resolved.json`, with its types checked. */
const letters = v.object({
  shortest: v.number(),
  longest: v.number(),
  bases: v.number(),
  unknown: v.number(),
  recordsWithUnknown: v.number(),
})

const facts = v.object({
  path: v.string(),
  sha256: v.string(),
  records: v.number(),
  taskNames: v.array(v.string()),
  classCounts: v.exactOptional(v.array(v.number())),
  letters: v.exactOptional(letters),
})

const size = v.object({ records: v.number() })

export const resolvedFile = v.object({
  name: v.string(),
  started: v.string(),
  seed: v.number(),
  engine: v.string(),
  command: v.array(v.string()),
  versions: v.object({ helicon: v.string(), node: v.string(), platform: v.string() }),
  model: v.unknown(),
  training: v.object({
    loss: v.object({ name: v.string() }),
    optimizer: v.object({ name: v.string() }),
    batchSize: v.number(),
    epochs: v.number(),
    validationSplit: v.nullable(v.number()),
    testSplit: v.exactOptional(v.object({ fraction: v.number(), stratified: v.boolean() })),
  }),
  parts: v.exactOptional(
    v.object({ train: v.exactOptional(size), validation: v.exactOptional(size), test: v.exactOptional(size) }),
  ),
  data: v.object({
    train: v.exactOptional(facts),
    validation: v.exactOptional(facts),
    test: v.exactOptional(facts),
  }),
})
