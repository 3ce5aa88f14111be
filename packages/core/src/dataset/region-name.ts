/** Where in a genome a record comes from, as its id says; 0-based half-open where the id follows BED. */
export interface NamedRegion {
  /** As it is written. */
  readonly chromosome: string
  readonly start: number
  readonly end: number
}

/** A longer id is no region: it keeps the search short whatever an id holds. */
const LONGEST_ID = 300

/** What may follow the coordinates: a strand, a suffix, another field. */
const AFTER = '(?=$|[\\s(_|;,:/.])'

/** `chr1:100-201`, also behind a name as bedtools writes it: `peak7::chr1:100-201(+)`. */
const WITH_COLON = new RegExp(`^(?:\\S*::)?([^\\s:]+):(\\d{1,12})-(\\d{1,12})${AFTER}`)

/** `chr1_100_201` and `chr1-100-201`; here the name must begin with chr, or any two numbers were a region. */
const WITH_CHR = new RegExp(`^(chr[^\\s_:-]+(?:_[^\\s_:-]+)*?)[_-](\\d{1,12})[_-](\\d{1,12})${AFTER}`, 'i')

/**
 * The region that an id names: `chr1:100-201`, `chr1:100-201(+)`, `1:100-201`, `chr1_100_201`, `CHRX_100_201`,
 * `chr1-100-201`, `name::chr1:100-201`, each with or without a suffix such as `_shuf` or `_shuffle1`. Undefined for
 * every other id, and where the end lies before the start.
 */
export function regionOfId(id: string): NamedRegion | undefined {
  if (id.length > LONGEST_ID) return undefined
  const [, chromosome, first, last] = WITH_COLON.exec(id) ?? WITH_CHR.exec(id) ?? []
  if (chromosome === undefined) return undefined
  const [start, end] = [Number(first), Number(last)]
  return start <= end ? { chromosome, start, end } : undefined
}

/** What names of one chromosome have in common: `chr8`, `Chr8`, `CHR8` and `8` are the same. */
export function chromosomeKey(name: string): string {
  return name.toLowerCase().replace(/^chr(?=.)/, '')
}

const SHUFFLE = /_shuf(?:fled?)?_?\d*$/i

/** Whether an id is that of a shuffled sequence: `…_shuf`, `…_shuffle1`. It stands nowhere in a genome. */
export function isShuffleId(id: string): boolean {
  return SHUFFLE.test(id)
}

/**
 * What the ids of a sequence and of its shuffles have in common: `chr1:100-201` of itself and of `chr1:100-201_shuf`;
 * `seq_7` of `seq_7_peak` and of `seq_7_shuf`, as the data of DeepBind name them.
 */
export function twinKey(id: string): string {
  return id.replace(SHUFFLE, '').replace(/_peak$/i, '')
}
