/** What the options that say how records are read are called in English. `source-ko.ts` has the same keys. */
export const sourceEn = {
  options: {
    from: (formats: string) => `format of the source (default: found by looking at it): ${formats}`,
    positives: 'every record of the source is of class 1, whatever labels it carries',
    negatives: 'file of the records of class 0; the source holds those of class 1 (repeatable)',
    shuffle:
      'make N records of class 0 from each of the source by shuffling its bases; the numbers of its dinucleotides stay',
    negativesFromGenome:
      'draw N windows of class 0 for each of the source from the genome: of like GC content, away from the peaks',
    exclude: 'BED file of regions that such windows keep away from, a blacklist for example (repeatable)',
    targets: 'table of labels for a FASTA file: one line a record, in the order of the records',
    targetColumn: 'column of --targets: its name, or its number from 1 (repeatable; default: all)',
    delimiter:
      'between the columns of a table: tab, comma, semicolon, space or a character (default: found by looking)',
    header: 'the first line of the table names its columns (default: found by looking)',
    noHeader: 'the first line of the table is a record',
    idColumn: 'column of the ids: its name, or its number from 1',
    sequenceColumn: 'column of the sequences: its name, or its number from 1',
    labelColumn: 'column of the labels: its name, or its number from 1 (repeatable: several tasks)',
    classes: 'names of the classes in the order of their numbers, between commas, for example EI,IE,N',
    labelKind: (kinds: string) => `what the labels are: ${kinds} (default: what they look like)`,
    genome: 'genome that the coordinates of a BED file lead to: FASTA (.fai beside it or not, .gz) or 2bit',
    chromosome: 'what the genome calls a chromosome of the BED file, for example chr20=z (repeatable)',
    offset:
      'subtracted from the coordinates of the BED file: 0-based place of the first base of the genome file (default: 0)',
    length: 'bases of every record; of a BED file the length of its windows',
    fit: (ways: string) =>
      `what is done with records of another length, about their middle: ${ways} (default: exact, which refuses them)`,
  },
  expected: {
    column: 'the name of a column, or its number from 1',
    delimiter: 'tab, comma, semicolon, space or one character that is no quote',
    classes: 'two names or more, each once, between commas, for example negative,positive',
    chromosome: 'two names with = between them, first that of the BED file, for example chr20=z',
  },
  needs: (option: string, other: string) => `${option} needs ${other}`,
  oneOf: (options: string) => `${options} exclude each other: give one of them`,
  standardInputOnce: 'Standard input (-) is given more than once; it can be only one of the inputs',
  spooling: (megabytes: string) => `Reading standard input: ${megabytes} MB`,
}
