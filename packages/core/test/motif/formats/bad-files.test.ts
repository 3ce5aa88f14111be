import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ErrorCode, isHeliconError } from '../../../src/core/index.js'
import {
  type MotifFormat,
  pfmFromCounts,
  readMotifs,
  WRITTEN_MOTIF_FORMATS,
  writeMotifs,
} from '../../../src/motif/index.js'

const MEME = ['MEME version 4', '', 'ALPHABET= ACGT', '', 'MOTIF M1 Arnt']
const TRANSFAC = ['AC M1', 'XX', 'ID Arnt', 'XX', 'PO\tA\tC\tG\tT']

const meme = (...lines: string[]) => [...MEME, ...lines].join('\n')
const transfac = (...lines: string[]) => [...TRANSFAC, ...lines].join('\n')
const lines = (...all: string[]) => all.join('\n')

interface Case {
  readonly what: string
  readonly text: string | Uint8Array
  readonly format?: MotifFormat
  readonly code: ErrorCode
  readonly english: RegExp
  readonly korean: RegExp
}

const CASES: readonly Case[] = [
  {
    what: 'nothing',
    text: '',
    code: 'MOTIF_FILE_EMPTY',
    english: /^bad\.txt: there are no motifs; expected at least one matrix/,
    korean: /^bad\.txt: 모티프가 없습니다/,
  },
  {
    what: 'comments alone',
    text: '# JASPAR\n\n',
    code: 'MOTIF_FILE_EMPTY',
    english: /there are no motifs/,
    korean: /모티프가 없습니다/,
  },
  {
    what: 'prose',
    text: '\nDear reader,\nthis is no motif',
    code: 'MOTIF_FORMAT_UNKNOWN',
    english:
      /^bad\.txt:2: the format of this file is not known; it starts with "Dear reader,"\. .* meme, jaspar, transfac/,
    korean: /^bad\.txt:2: 알 수 없는 형식의 파일입니다\. 첫 줄: "Dear reader,"/,
  },
  {
    what: 'HTML instead of the file',
    text: '<!DOCTYPE html>\n<html>',
    code: 'MOTIF_FORMAT_UNKNOWN',
    english: /:1: the format of this file is not known/,
    korean: /알 수 없는 형식/,
  },
  {
    what: 'a table of 4 x 4 without letters whose sums say nothing',
    text: lines('1 2 3 4', '2 1 4 3', '3 4 1 2', '4 3 2 1'),
    code: 'MOTIF_FORMAT_AMBIGUOUS',
    english: /:1: a table of 4 rows and 4 columns.*pfm-four-rows/,
    korean: /:1: 염기 글자가 없는 4행 4열의 표/,
  },
  {
    what: 'bytes that are no text',
    text: Uint8Array.of(0x3e, 0x61, 0x0a, 0xff, 0xfe, 0x00),
    code: 'TEXT_NOT_UTF8',
    english: /near line 2: the text is not valid UTF-8/,
    korean: /2번째 줄 부근/,
  },
  {
    what: 'MEME of RNA',
    text: lines('MEME version 4', '', 'ALPHABET= ACGU'),
    code: 'MOTIF_FILE_ALPHABET',
    english: /bad\.txt:3: the alphabet is "ACGU"; expected that of DNA, ACGT/,
    korean: /:3: 알파벳이 "ACGU"입니다\. DNA의 ACGT여야/,
  },
  {
    what: 'MEME of proteins',
    text: lines('MEME version 4', 'ALPHABET= ACDEFGHIKLMNPQRSTVWY'),
    code: 'MOTIF_FILE_ALPHABET',
    english: /:2: the alphabet is "ACDEFGHIKLMNPQRSTVWY"/,
    korean: /:2: 알파벳이 "ACDEF/,
  },
  {
    what: 'MEME of proteins that does not name its alphabet',
    text: lines('MEME version 4', 'MOTIF M1', 'letter-probability matrix: alength= 20 w= 1', '0.5 0.5'),
    code: 'MOTIF_FILE_ALPHABET',
    english: /:3: the alphabet is "alength= 20"/,
    korean: /:3: 알파벳이 "alength= 20"/,
  },
  {
    what: 'MEME without its first line',
    text: lines('MOTIF M1', 'letter-probability matrix: alength= 4 w= 1', '1 0 0 0'),
    code: 'MOTIF_LINE_UNEXPECTED',
    english: /:1: found "MOTIF M1"; expected a line such as "MEME version 4"/,
    korean: /:1: .*있어야 할 것: "MEME version 4"와 같은 줄/,
  },
  {
    what: 'MEME without motifs',
    text: lines('MEME version 4', 'ALPHABET= ACGT'),
    code: 'MOTIF_FILE_EMPTY',
    english: /there are no motifs/,
    korean: /모티프가 없습니다/,
  },
  {
    what: 'MEME with fewer rows than w=',
    text: meme('letter-probability matrix: alength= 4 w= 3 nsites= 20', '0.2 0.8 0 0', '1 0 0 0'),
    code: 'MOTIF_TRUNCATED',
    english: /:8: motif M1 is not complete: its matrix has 2 rows; expected 3, as its heading says/,
    korean: /:8: 모티프 M1: 행렬의 행이 2개입니다\. 머리줄에 적힌 대로 3개여야/,
  },
  {
    what: 'MEME with more rows than w=',
    text: meme('letter-probability matrix: w= 1', '0.2 0.8 0 0', '1 0 0 0'),
    code: 'MOTIF_LINE_UNEXPECTED',
    english: /:8: found "1 0 0 0"; expected the end of the matrix of M1, which has w= 1/,
    korean: /:8: .*M1 행렬의 끝/,
  },
  {
    what: 'MEME that ends before the matrix',
    text: meme(),
    code: 'MOTIF_TRUNCATED',
    english: /:5: motif M1 is not complete: no row of its matrix follows/,
    korean: /:5: 모티프 M1: 뒤에 행렬의 행이 없습니다/,
  },
  {
    what: 'MEME that ends at the heading of the matrix',
    text: meme('letter-probability matrix:'),
    code: 'MOTIF_TRUNCATED',
    english: /:6: motif M1 is not complete/,
    korean: /:6: 모티프 M1/,
  },
  {
    what: 'MEME with a row of three',
    text: meme('letter-probability matrix: w= 2', '0.2 0.8 0 0', '0.5 0.5 0'),
    code: 'MOTIF_ROW_LENGTH',
    english: /:8: the row has 3 numbers; expected 4/,
    korean: /:8: 행에 있는 수가 3개/,
  },
  {
    what: 'MEME whose row has another sum',
    text: meme('letter-probability matrix: w= 2', '0.2 0.8 0 0', '0.5 0.2 0.1 0.1'),
    code: 'MOTIF_SUM_WRONG',
    english: /:8: motif M1: the probabilities at position 2 \(from 1\) have the sum 0\.9; expected 1/,
    korean: /:8: 모티프 M1: 2번째 위치의 확률을 더하면 0\.9/,
  },
  {
    what: 'MEME with NaN',
    text: meme('letter-probability matrix: w= 1', '0.2 nan 0 0'),
    code: 'MOTIF_NUMBER_INVALID',
    english: /:7: value 2 of the row is "nan"; expected a finite number/,
    korean: /:7: 행의 2번째 값이 "nan"/,
  },
  {
    what: 'MEME that claims a million rows',
    text: meme('letter-probability matrix: w= 1000000', '0.25 0.25 0.25 0.25'),
    code: 'MOTIF_TOO_LONG',
    english: /:6: the motif has more than 10000 positions/,
    korean: /:6: 모티프의 위치가 10000개를 넘습니다/,
  },
  {
    what: 'MEME whose background is not one',
    text: lines('MEME version 4', 'Background letter frequencies', 'A 0.5 C 0.2 G 0.2 T 0.3', 'MOTIF M1'),
    code: 'MOTIF_LINE_UNEXPECTED',
    english: /:3: found "A 0\.5 C 0\.2 G 0\.2 T 0\.3"; expected the background/,
    korean: /:3: .*배경 확률/,
  },
  {
    what: 'TRANSFAC without its end',
    text: transfac('01\t1\t2\t3\t4', 'XX'),
    code: 'MOTIF_TRUNCATED',
    english: /:7: motif M1 is not complete: the line "\/\/" at its end is missing/,
    korean: /:7: 모티프 M1: 끝에 있어야 할 "\/\/" 줄이 없습니다/,
  },
  {
    what: 'TRANSFAC whose record has no matrix',
    text: lines('AC M1', '//'),
    code: 'MOTIF_TRUNCATED',
    english: /:1: motif M1 is not complete: no row of its matrix follows/,
    korean: /:1: 모티프 M1/,
  },
  {
    what: 'TRANSFAC with a position missing',
    text: transfac('01\t1\t2\t3\t4', '03\t1\t2\t3\t4', '//'),
    code: 'MOTIF_LINE_UNEXPECTED',
    english: /:7: found "03\\t1\\t2\\t3\\t4"; expected the row of position 2/,
    korean: /:7: .*있어야 할 것: 2번째 위치의 행/,
  },
  {
    what: 'TRANSFAC with a negative count',
    text: transfac('01\t1\t-2\t3\t4', '//'),
    code: 'MOTIF_VALUE_INVALID',
    english: /:6: motif M1: the value of C at position 1 \(from 1\) is -2; expected a count/,
    korean: /:6: 모티프 M1: 1번째 위치의 C 값이 -2/,
  },
  {
    what: 'TRANSFAC with a row that was cut',
    text: transfac('01\t1\t2\t3\t4', '02\t1\t2', '//'),
    code: 'MOTIF_ROW_LENGTH',
    english: /:7: the row has 2 numbers; expected 4/,
    korean: /:7: 행에 있는 수가 2개/,
  },
  {
    what: 'TRANSFAC without // between records',
    text: transfac('01\t1\t2\t3\t4', 'AC M2', '//'),
    code: 'MOTIF_LINE_UNEXPECTED',
    english: /:7: found "AC M2"; expected "\/\/" between two records/,
    korean: /:7: .*두 레코드 사이의 "\/\/"/,
  },
  {
    what: 'TRANSFAC without the letters above the matrix',
    text: lines('AC M1', '01 1 2 3 4', '//'),
    code: 'MOTIF_LINE_UNEXPECTED',
    english: /:2: .*expected the line "P0 A C G T"/,
    korean: /:2: .*"P0 A C G T" 줄/,
  },
  {
    what: 'TRANSFAC of RNA',
    text: lines('AC M1', 'P0 A C G U', '//'),
    code: 'MOTIF_FILE_ALPHABET',
    english: /:2: the alphabet is "ACGU"/,
    korean: /:2: 알파벳이 "ACGU"/,
  },
  {
    what: 'JASPAR with three of the four rows',
    text: lines('>M1 Arnt', 'A [ 1 2 ]', 'C [ 1 2 ]', 'G [ 1 2 ]', '', '>M2', 'A [1]', 'C [1]', 'G [1]', 'T [1]'),
    code: 'MOTIF_TRUNCATED',
    english: /:4: motif M1 is not complete: its matrix has 3 rows; expected 4, one for each of A, C, G, T/,
    korean: /:4: 모티프 M1: 행렬의 행이 3개/,
  },
  {
    what: 'JASPAR with a row without its end',
    text: lines('>M1', 'A [ 1 2 ]', 'C [ 1 2 ]', 'G [ 1 2 ]', 'T [ 1'),
    code: 'MOTIF_TRUNCATED',
    english: /:5: motif M1 is not complete: the row does not end with "\]"/,
    korean: /:5: 모티프 M1: 행이 "\]"로 끝나지 않습니다/,
  },
  {
    what: 'JASPAR with rows of different lengths',
    text: lines('>M1', 'A [ 1 2 3 ]', 'C [ 1 2 3 ]', 'G [ 1 2 ]', 'T [ 1 2 3 ]'),
    code: 'MOTIF_ROW_LENGTH',
    english: /:4: the row has 2 numbers; expected 3, as many as the other rows/,
    korean: /:4: 행에 있는 수가 2개입니다\. 행렬의 다른 행과 같이 3개/,
  },
  {
    what: 'JASPAR with rows without numbers',
    text: lines('>M1', 'A [ ]', 'C [ ]', 'G [ ]', 'T [ ]'),
    code: 'MOTIF_ROW_LENGTH',
    english: /:2: the row has 0 numbers; expected 1/,
    korean: /:2: 행에 있는 수가 0개/,
  },
  {
    what: 'JASPAR with a letter twice',
    text: lines('>M1', 'A [ 1 ]', 'C [ 1 ]', 'C [ 1 ]', 'T [ 1 ]'),
    code: 'MOTIF_LINE_UNEXPECTED',
    english: /:4: .*expected one row for each of A, C, G, T/,
    korean: /:4: .*A, C, G, T마다 한 행씩/,
  },
  {
    what: 'JASPAR of RNA',
    text: lines('>M1', 'A [ 1 ]', 'C [ 1 ]', 'G [ 1 ]', 'U [ 1 ]'),
    code: 'MOTIF_FILE_ALPHABET',
    english: /:5: the alphabet is "U"/,
    korean: /:5: 알파벳이 "U"/,
  },
  {
    what: 'JASPAR with a negative count',
    text: lines('>M1', 'A [ 1 2 ]', 'C [ 1 2 ]', 'G [ 1 -3 ]', 'T [ 1 2 ]'),
    code: 'MOTIF_VALUE_INVALID',
    english: /:4: motif M1: the value of G at position 2 \(from 1\) is -3/,
    korean: /:4: 모티프 M1: 2번째 위치의 G 값이 -3/,
  },
  {
    what: 'JASPAR with a word for a number',
    text: lines('>M1', 'A [ 1 2 ]', 'C [ 1 x ]', 'G [ 1 2 ]', 'T [ 1 2 ]'),
    code: 'MOTIF_NUMBER_INVALID',
    english: /:3: value 2 of the row is "x"/,
    korean: /:3: 행의 2번째 값이 "x"/,
  },
  {
    what: 'a heading without rows',
    text: lines('>M1', '>M2', '1 2 3 4'),
    code: 'MOTIF_TRUNCATED',
    english: /:1: motif M1 is not complete: no row of its matrix follows/,
    korean: /:1: 모티프 M1/,
  },
  {
    what: 'a heading at the end',
    text: lines('>M1', '1 2 3 4', '>M2'),
    code: 'MOTIF_TRUNCATED',
    english: /:3: motif M2 is not complete/,
    korean: /:3: 모티프 M2/,
  },
  {
    what: 'four columns with a row of three',
    text: lines('>M1', '1 2 3 4', '1 2 3'),
    code: 'MOTIF_ROW_LENGTH',
    english: /:3: the row has 3 numbers; expected 4/,
    korean: /:3: 행에 있는 수가 3개/,
  },
  {
    what: 'four columns with a negative count',
    text: lines('>M1', '1 2 3 4', '1 2 -3 4', '1 1 1 1', '1 1 1 1', '1 1 1 1'),
    code: 'MOTIF_VALUE_INVALID',
    english: /:3: motif M1: the value of G at position 2 \(from 1\) is -3/,
    korean: /:3: 모티프 M1/,
  },
  {
    what: 'four columns with infinity',
    text: lines('>M1', '1 2 3 4', '1 2 inf 4'),
    code: 'MOTIF_NUMBER_INVALID',
    english: /:3: value 3 of the row is "inf"/,
    korean: /:3: 행의 3번째 값이 "inf"/,
  },
  {
    what: 'four columns with prose between',
    text: lines('>M1', '1 2 3 4', 'and so on', '', '>M2', '1 2 3 4'),
    code: 'MOTIF_LINE_UNEXPECTED',
    english: /:3: found "and so on"; expected a row of numbers or a heading/,
    korean: /:3: .*수로 된 행이나 머리줄/,
  },
  {
    what: 'five rows of bases',
    text: lines('1 2 3 4 5', '1 2 3 4 5', '1 2 3 4 5', '1 2 3 4 5', '1 2 3 4 5'),
    code: 'MOTIF_LINE_UNEXPECTED',
    english: /:5: .*expected a blank line or a heading after the four rows/,
    korean: /:5: .*행렬의 네 행 뒤에/,
  },
  {
    what: 'CIS-BP without its matrix (its terms forbid some)',
    text: lines('TF\tT1', 'Motif\tM1', 'Pos\tA\tC\tG\tT'),
    code: 'MOTIF_TRUNCATED',
    english: /:1: motif M1 is not complete: no row/,
    korean: /:1: 모티프 M1/,
  },
  {
    what: 'CIS-BP with a position missing',
    text: lines('Motif\tM1', 'Pos\tA\tC\tG\tT', '1\t0.5\t0.5\t0\t0', '3\t0.5\t0.5\t0\t0'),
    code: 'MOTIF_LINE_UNEXPECTED',
    english: /:4: .*expected the row of position 2/,
    korean: /:4: .*2번째 위치의 행/,
  },
  {
    what: 'UniPROBE with a row missing',
    text: lines('Arid3a', 'A: 0.5 0.5', 'C: 0.5 0.5', 'G: 0 0'),
    code: 'MOTIF_TRUNCATED',
    english: /:4: motif Arid3a is not complete: its matrix has 3 rows; expected 4/,
    korean: /:4: 모티프 Arid3a/,
  },
  {
    what: 'HOMER without a threshold',
    text: lines('>ACGT\tmotif1', '0.25 0.25 0.25 0.25'),
    format: 'homer',
    code: 'MOTIF_LINE_UNEXPECTED',
    english: /:1: .*expected a heading of HOMER: consensus, name and threshold/,
    korean: /:1: .*HOMER의 머리줄/,
  },
  {
    what: 'weights that are no log-odds',
    text: lines('>M1', '1.5 -2 0.5 0.1', '1 2 -3 4', '0 0 0 -1'),
    format: 'hocomoco-pwm',
    code: 'MOTIF_WEIGHTS_UNKNOWN',
    english: /:1: the weights of motif M1 are not log-odds/,
    korean: /:1: 모티프 M1의 가중치가/,
  },
  {
    what: 'sites of different lengths',
    text: lines('>M1 Arnt 1', 'ttCACGTGa', '>M1 Arnt 2', 'CACGTtt'),
    code: 'MOTIF_INSTANCE_LENGTH',
    english: /:4: instance 2 has 5 bases; expected 6, as in the first/,
    korean: /:4: 2번째 부위 서열의 길이가 5염기/,
  },
  {
    what: 'sites with a letter that is no base',
    text: lines('>1', 'ttCACGTG', '>2', 'ttCANGTG'),
    code: 'MOTIF_INSTANCE_LETTER',
    english: /:4: instance 2 has "N" at position 3 \(from 1\)/,
    korean: /:4: 2번째 부위 서열의 3번째 글자가 "N"/,
  },
  {
    what: 'sites without upper case',
    text: lines('>1', 'cacgtg'),
    code: 'MOTIF_INSTANCE_EMPTY',
    english: /:2: instance 1 has no bases/,
    korean: /:2: 1번째 부위 서열에 염기가 없습니다/,
  },
  {
    what: 'sites in two parts',
    text: lines('>1', 'CACaGTG'),
    code: 'MOTIF_LINE_UNEXPECTED',
    english: /:2: .*expected one run of upper-case letters/,
    korean: /:2: .*이어진 대문자 한 무리/,
  },
]

function errorOf(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}

describe('a file of motifs is refused, with line and what was expected:', () => {
  it.each(CASES.map((one) => [one.what, one] as const))('%s', (_what, { text, format, code, english, korean }) => {
    const error = errorOf(() => readMotifs(text, { file: 'bad.txt', ...(format && { format }) }))
    if (!isHeliconError(error)) throw new Error(`no error of Helicon: ${String(error)}`)
    expect(error.message).toMatch(english)
    expect(error.text('ko')).toMatch(korean)
    expect(error).toMatchObject({ code, exitCode: 65 })
  })

  it('a line of millions of characters, before it is cut into numbers', () => {
    expect(() => readMotifs(`>M1\n${'1 '.repeat(400_000)}1`)).toThrow(/line 2: longer than 640000 characters/)
  })

  it('a matrix of a million rows', () => {
    const rows = '1 1 1 1\n'.repeat(20_000)
    expect(() => readMotifs(`>M1\n${rows}`)).toThrow(/more than 10000 positions/)
    expect(() => readMotifs(meme('letter-probability matrix:', rows.replaceAll('1', '.25')))).toThrow(/10000 positions/)
  })
})

describe('a damaged file', () => {
  const facts = { url: 'https://example.org', threshold: 5, comments: ['tf_class:bHLH'] }
  const motifs = [
    pfmFromCounts([4, 16, 0, 0, 19, 0, 1, 0, 0, 20, 0, 0], { id: 'MA0004.1', name: 'Arnt', facts }),
    pfmFromCounts([3, 8, 2, 11, 0.5, 0, 23, 1.25], { id: 'MA0006.1', name: 'Ahr::Arnt' }),
  ]
  const files = WRITTEN_MOTIF_FORMATS.map((format) => writeMotifs(motifs, format))

  it('is refused by an error of ours or read as numbers, wherever it is cut or a character is changed', () => {
    const outcomes = { refused: 0, read: 0 }
    const damage = fc.tuple(
      fc.constantFrom(...files),
      fc.nat(),
      fc.constantFrom('', '-', 'N', '\n', '>', '[', ' ', '9e9', 'cut'),
    )
    fc.assert(
      fc.property(damage, ([file, seed, put]) => {
        const place = seed % file.length
        const text = put === 'cut' ? file.slice(0, place) : file.slice(0, place) + put + file.slice(place + 1)
        try {
          for (const { values, length, id } of readMotifs(text).motifs) {
            expect(id).not.toBe('')
            expect(values).toHaveLength(4 * length)
            expect(values.every((value) => value >= 0 && Number.isFinite(value))).toBe(true)
          }
          outcomes.read++
        } catch (error) {
          if (!isHeliconError(error)) throw error
          outcomes.refused++
        }
      }),
      { numRuns: 2000 },
    )
    expect(Math.min(outcomes.refused, outcomes.read)).toBeGreaterThan(100)
  })
})

describe('what cannot be written is refused:', () => {
  it.each([
    ['counts of a column of zeros as probabilities', 'meme', /motif M1: all four counts at position 2.*pseudocount/],
    ['the same for HOMER', 'homer', /all four counts at position 2/],
  ] as const)('%s', (_what, format, expected) => {
    const motif = pfmFromCounts([1, 0, 0, 0, 0, 0, 0, 0], { id: 'M1' })
    expect(() => writeMotifs([motif], format)).toThrow(expected)
    expect(readMotifs(writeMotifs([motif], format, { pseudocount: 0.5 })).motifs[0]?.length).toBe(2)
    expect(readMotifs(writeMotifs([motif], 'transfac')).motifs[0]).toEqual(motif)
  })

  it('no motif at all', () => {
    expect(() => writeMotifs([], 'meme')).toThrow(/number of motifs is 0/)
  })
})
