import { describe, expect, it } from 'vitest'
import { chromosomeKey, isShuffleId, regionOfId, twinKey } from '../../src/dataset/region-name.js'

describe('regionOfId', () => {
  it.each([
    ['chr1:100-201', 'chr1', 100, 201],
    ['chr1:100-201(+)', 'chr1', 100, 201],
    ['1:100-201', '1', 100, 201],
    ['chr1_100_201', 'chr1', 100, 201],
    ['CHRX_10705600_10705800', 'CHRX', 10705600, 10705800],
    ['chr1-100-201', 'chr1', 100, 201],
    ['chr12:82386381-82386481_shuf', 'chr12', 82386381, 82386481],
    ['chr12:82386381-82386481_shuffle1', 'chr12', 82386381, 82386481],
    ['peak7::chr1:100-201(-)', 'chr1', 100, 201],
    ['chr1_KI270706v1_random_100_201', 'chr1_KI270706v1_random', 100, 201],
    ['chrUn_KI270742v1:5-9', 'chrUn_KI270742v1', 5, 9],
    ['chr1:7-7|x', 'chr1', 7, 7],
  ])('reads %s', (id, chromosome, start, end) => {
    expect(regionOfId(id)).toEqual({ chromosome, start, end })
  })

  it.each([
    'seq_00002_peak',
    'sample_10_20',
    'chr1:201-100',
    'chr1:100-201abc',
    'chr1',
    '',
    'hg19_ct_UserTrack_3545_158rangechr1278319870-783938695pad0',
    'chr1:1234567890123-1234567890124',
    `${'chr1:'.repeat(50)}1-2`.repeat(4),
  ])('reads no region from %s', (id) => {
    expect(regionOfId(id)).toBeUndefined()
  })
})

describe('ids', () => {
  it('name one chromosome in several ways', () => {
    expect(['chr8', 'CHR8', 'Chr8', '8'].map(chromosomeKey)).toEqual(['8', '8', '8', '8'])
    expect(['chrX', 'chrom', 'chr'].map(chromosomeKey)).toEqual(['x', 'om', 'chr'])
  })

  it('tell a shuffle and what it was made from', () => {
    const shuffles = ['chr1:1-2_shuf', 'a_shuffle1', 'a_shuffle12', 'a_SHUF', 'a_shuffled_3']
    expect(shuffles.map(isShuffleId)).toEqual([true, true, true, true, true])
    expect(['a', 'shuf', 'a_shuffler', 'a_shuf_b'].map(isShuffleId)).toEqual([false, false, false, false])
    expect(twinKey('chr1:1-2_shuffle2')).toBe(twinKey('chr1:1-2'))
    expect(twinKey('seq_00002_shuf')).toBe(twinKey('seq_00002_peak'))
    expect(twinKey('seq_00002_shuf')).not.toBe(twinKey('seq_00004_peak'))
  })
})
