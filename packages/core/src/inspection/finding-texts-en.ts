import type { FindingTexts } from './finding.js'
import { grouped, percent } from './finding-numbers.js'

const PARTS: Readonly<Record<string, string>> = {
  train: 'training part',
  validation: 'validation part',
  test: 'test part',
}

const named = (part: string): string => PARTS[part] ?? part
/** At the start of a sentence. */
const Named = (part: string): string => {
  const name = PARTS[part]
  return name === undefined ? part : name.charAt(0).toUpperCase() + name.slice(1)
}
const records = (count: number): string => `${grouped(count)} ${count === 1 ? 'record' : 'records'}`
const classOf = (label: string, task: string | undefined): string =>
  task === undefined ? `class ${label}` : `class ${label} of ${task}`
const first = (example: string | undefined): string => (example === undefined ? '' : ` (the first: ${example})`)

/** What `data inspect` says about the data in English. */
export const findingTextsEn: FindingTexts = {
  LENGTHS_DIFFER: (d) =>
    `${Named(d.part)}: the records have ${grouped(d.shortest)} to ${grouped(d.longest)} bases, half of them at most ${grouped(d.median)}. A network takes one length: records of another are refused unless a length is set together with crop, pad or both.`,
  LETTERS_UNKNOWN: (d) =>
    `${Named(d.part)}: ${records(d.records)} with letters other than A, C, G and T (${grouped(d.letters)}, ${percent(d.share)} of all letters). They are kept as N, which a network sees as no base.`,
  RECORDS_UNKNOWN: (d) =>
    `${Named(d.part)}: ${records(d.records)} without a single base. They are kept, and nothing but a base rate can be learnt or judged by them: leave them out.`,
  LABELS_MISSING: (d) =>
    `${Named(d.part)}: ${records(d.records)} without a label${d.task === undefined ? '' : ` for ${d.task}`}. They have no weight there, in the loss and in the metrics.`,
  CLASS_SINGLE: (d) =>
    `${Named(d.part)}: all ${records(d.records)} are of ${classOf(d.label, d.task)}. Training refuses that: give records of another class, or have negatives made (shuffles, or windows of the genome).`,
  CLASS_RARE: (d) =>
    `${Named(d.part)}: ${records(d.records)} of ${classOf(d.label, d.task)}, ${percent(d.share)}. Training takes the classes as they are unless class weights are set; look at average precision beside AUROC.`,
  CLASS_ABSENT: (d) =>
    `${Named(d.part)}: no record of ${classOf(d.label, d.task)}, which the ${named(d.earlier)} has. Nothing can be said there about that class: divide stratified.`,
  GC_SEPARATES: (d) =>
    `${Named(d.part)}: the share of G and C alone tells ${classOf(d.label, d.task)} from the rest with an AUROC of ${d.auroc.toFixed(3)}${d.auroc < 0.5 ? ' (it has less)' : ''}. A network may learn no more than that. Nothing is done about it: compare with the GC baseline of the report, or take negatives of the same composition.`,
  LENGTH_SEPARATES: (d) =>
    `${Named(d.part)}: the length alone tells ${classOf(d.label, d.task)} from the rest with an AUROC of ${d.auroc.toFixed(3)}${d.auroc < 0.5 ? ' (it is shorter)' : ''}. Padding would show it to the network: crop all records to the shortest length.`,
  SEQUENCES_REPEATED: (d) =>
    `${Named(d.part)}: ${records(d.records)} equal to an earlier one; ${grouped(d.sequences)} different ${d.sequences === 1 ? 'sequence comes' : 'sequences come'} more than once${first(d.example)}. They are kept; a division by similarity leaves them in one part.`,
  REVERSE_COMPLEMENTS: (d) =>
    `${Named(d.part)}: ${records(d.records)} equal to the reverse complement of an earlier one. They are kept; a division by similarity leaves them in one part.`,
  LABELS_CONFLICT: (d) =>
    `${Named(d.part)}: ${grouped(d.sequences)} ${d.sequences === 1 ? 'sequence has' : 'sequences have'} different labels in different records (${records(d.records)}). They are kept, and no network can get them all right: correct the labels or leave the records out.`,
  IDS_REPEATED: (d) =>
    `${Named(d.part)}: ${records(d.records)} with an id that an earlier one has${first(d.example)}. All are kept; predictions cannot be told apart by id.`,
  PARTS_SHARE_SEQUENCES: (d) =>
    `${Named(d.part)}: ${records(d.records)} (${percent(d.share)}) found in the ${named(d.earlier)} too, ${grouped(d.reverseComplements)} of them as the reverse complement, ${grouped(d.conflicting)} with another label${first(d.example)}. Nothing is removed, and a score on this part is too good: leave them out, or divide by similarity.`,
  PARTS_SHARE_IDS: (d) =>
    `${Named(d.part)}: ${records(d.records)} with an id that the ${named(d.earlier)} has too. All are kept: look whether they are the same records.`,
  PARTS_NEIGHBOUR: (d) =>
    `${Named(d.part)}: ${records(d.overlapping + d.adjacent)} (${percent(d.share)}) next to records of the ${named(d.earlier)} in the genome: ${grouped(d.overlapping)} overlap one, ${grouped(d.adjacent)} are at most their own length away. Nothing is removed, and a score on this part may be better than on other chromosomes: divide by chromosome.`,
  PARTS_SIMILAR: (d) =>
    `${Named(d.part)}: ${records(d.records)} (${percent(d.share)}) with much of the sequence of a record of the ${named(d.earlier)}. Nothing is removed, and a score on this part may be too good: divide by similarity.`,
}
