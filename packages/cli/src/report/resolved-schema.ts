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
  classes: v.exactOptional(v.array(v.string())),
  notes: v.exactOptional(v.array(v.object({ en: v.string(), ko: v.string() }))),
  classCounts: v.exactOptional(v.array(v.number())),
  letters: v.exactOptional(letters),
})

const size = v.object({ records: v.number() })

const split = v.object({
  method: v.picklist(['random', 'stratified', 'similarity', 'chromosome']),
  fraction: v.exactOptional(v.number()),
  chromosomes: v.exactOptional(v.array(v.string())),
})

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
    testSplit: v.exactOptional(split),
    validationPart: v.exactOptional(split),
  }),
  parts: v.exactOptional(
    v.object({ train: v.exactOptional(size), validation: v.exactOptional(size), test: v.exactOptional(size) }),
  ),
  findings: v.exactOptional(v.array(v.object({ en: v.string(), ko: v.string() }))),
  data: v.object({
    train: v.exactOptional(facts),
    validation: v.exactOptional(facts),
    test: v.exactOptional(facts),
  }),
})
