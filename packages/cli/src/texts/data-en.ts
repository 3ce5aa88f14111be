import { grouped } from '../console/numbers.js'

/** What `helicon data` says in English. `data-ko.ts` has the same keys. */
export const dataEn = {
  summary: 'look at your own data, convert them and split them, before training',
  source:
    'FASTA, FASTQ, table (TSV, CSV), BED or narrowPeak with --genome, npz, each also in gzip, or a DiskDataset folder; - is standard input',
  examples: 'Examples:',
  records: (count: string) => `${count} sequences`,
  notAsText: (format: string) => `${format} is no text and does not go to standard output. Name a file`,
  compressedAlready: (path: string) => `'${path}': npz is compressed already and is not written as .gz`,
  uracil: (count: string) => `${count} letters U, as in RNA, were read as T`,
  weightsLeftOut: (format: string) => `The records have weights, for which ${format} has no place: they are left out`,
  inspect: {
    summary: 'show what data hold, and what would spoil a training on them',
    source: (formats: string) => `${formats}; or the configuration of a training (.yaml), whose parts are looked at`,
    output: 'file for what is found; - is standard output (default: -)',
    all: 'all',
    label: 'label',
    sequences: 'sequences',
    length: 'length, bases',
    median: (length: string) => `median ${length}`,
    gc: 'G+C, %',
    gcAuroc: 'AUROC of G+C',
    unknown: 'letters other than A, C, G, T',
    repeated: 'repeated, on either strand',
    located: 'with coordinates',
    memory: 'in memory, MB',
    smallest: 'smallest',
    mean: 'mean',
    largest: 'largest',
    noLabels: 'No labels',
    warning: 'warning',
    findings: 'What to know before training:',
    nothing: 'Nothing was found that would spoil a training.',
    validation: 'data for choosing: looked at too, and whether they share records with the others',
    test: 'data for the test: looked at too, and whether they share records with the others',
    similar: 'look for similar records in different parts too, by shared k-mers (slower)',
    progress: (part: string, records: string) => `${part}: ${records} sequences`,
  },
  convert: {
    summary: 'write data in another format, record by record',
    output:
      'FASTA (.fa, .fasta), table (.tsv, .csv), each also with .gz, npz (.npz), or a folder for a DiskDataset; - is standard output',
    to: (formats: string) => `format to write (default: by the ending; fasta for standard output): ${formats}`,
    shardSize: 'records of a shard of a DiskDataset (default: 8192)',
    done: (records: number, path: string, format: string) =>
      `${counted(records, 'sequence')} written to ${path} (${format})`,
    classes: (names: string) => `Classes: ${names}`,
  },
  split: {
    summary: 'divide data into parts for training, choosing and testing, or into folds',
    output: 'folder to write the parts into, new or empty',
    validation: 'share of the records that goes into the validation part, for example 0.1',
    test: 'share of the records that goes into the test part (default: 0.1 in both, where nothing else is said)',
    method: (methods: string) =>
      `how the records are dealt: ${methods} (default: stratified for classes, random for numbers and without labels)`,
    validationChromosomes: 'chromosomes of the validation part, between commas, for example chr8,chr9',
    testChromosomes: 'chromosomes of the test part, between commas',
    folds: 'divide into K folds of like size instead: fold-1 to fold-K, each record in one of them',
    to: (formats: string) => `format of the parts (default: that of the source, else fasta): ${formats}`,
    namesExpected: 'names between commas, for example chr8,chr9',
    foldsAlone: (option: string) => `--folds divides all records; it does not go together with ${option}`,
    chromosomesAlone: (option: string, method: string) =>
      `${option} says all of how the records are dealt; it does not go together with --method ${method}`,
    nothingLeft: '--validation and --test together leave nothing to train on: they must be below 1',
    file: 'file',
    records: 'sequences',
    groups: (count: number, records: string, name: string) =>
      `${counted(count, 'group')} of records that stay together; the largest has ${records} (${name})`,
    largerThanPart: (count: number) =>
      `${counted(count, 'group')} larger than a part that was asked for: the sizes come out otherwise`,
    done: (folder: string, method: string, seed: number) => `Written to ${folder} (${method}, seed ${seed})`,
  },
}

function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
}
