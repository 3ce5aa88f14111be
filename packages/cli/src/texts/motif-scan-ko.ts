import { grouped } from '../console/numbers.js'
import type { motifScanEn } from './motif-scan-en.js'

/** What `helicon motif scan` says in Korean: the same keys as in English. */
export const motifScanKo: typeof motifScanEn = {
  summary: '서열의 양쪽 가닥에서 모티프를 찾습니다',
  motifs: '모티프 파일: JASPAR, MEME, TRANSFAC, HOMER 등. -는 표준 입력',
  sequences: 'FASTA 파일(gzip 가능). -는 표준 입력',
  output: '결과를 쓸 파일. -는 표준 출력 (기본값: -)',
  pvalue: '무작위 구간의 점수가 그 이상일 확률이 이 값 이하인 구간을 찾습니다 (기본값: 1e-4)',
  threshold: '점수가 이 값(비트) 이상인 구간을 찾습니다',
  relative: '최저 점수에서 최고 점수까지 가운데 이 비율 이상인 구간을 찾습니다. 예: 0.8',
  best: '점수와 관계없이 서열마다 각 모티프에 가장 잘 맞는 구간 하나를 찾습니다',
  strand: 'both, +, - 중 하나. both는 양쪽 가닥 (기본값: both)',
  background:
    '모티프 밖 A,C,G,T의 빈도: 0.3,0.2,0.2,0.3 같은 네 수, uniform(모두 같음), from-sequences(서열에서 계산) (기본값: uniform)',
  motif: '찾을 모티프의 ID나 이름 (여러 번 쓸 수 있습니다. 기본값: 모두)',
  pseudocount: '확률로 바꾸기 전에 횟수마다 더하는 유사 횟수 (기본값: 0.2)',
  sequence: '파일 대신 직접 주는 서열',
  bed: '표 대신 여섯 열의 BED로 씁니다. 점수 열은 -100 log10(p)이고 최대 1000입니다',
  strandExpected: 'both, +, - 중 하나',
  backgroundExpected: 'uniform, from-sequences, 또는 0.3,0.2,0.2,0.3처럼 0보다 크고 합이 1인 네 수',
  shareExpected: '0보다 크고 1 이하인 수',
  numberExpected: '수',
  pseudocountExpected: '0 이상의 수',
  oneLimit: (options) => `함께 쓸 수 없는 옵션입니다: ${options}. 하나만 주십시오`,
  sequencesOrLetters: 'FASTA 파일과 --sequence 가운데 하나만 주십시오',
  standardInputOnce: '모티프와 서열을 모두 표준 입력에서 읽을 수는 없습니다',
  standardInputTwice:
    '--background from-sequences는 서열을 두 번 읽으므로 표준 입력에는 쓸 수 없습니다. 파일을 지정하거나 네 수를 주십시오',
  bedOrJson: '--bed와 --json은 함께 쓸 수 없습니다. 하나만 주십시오',
  lettersExpected: (found, position) =>
    `--sequence의 ${position}번째 글자가 '${found}'입니다. DNA나 RNA의 글자(A, C, G, T, U, N 등의 IUPAC 글자)만 쓸 수 있습니다`,
  progress: (sequences, hits) => `서열 ${sequences}개, 찾은 자리 ${hits}곳`,
  done: (hits, sequences, motifs, path) =>
    `서열 ${grouped(sequences)}개에서 모티프 ${grouped(motifs)}개를 찾아 ${grouped(hits)}곳을 ${path}에 썼습니다`,
  tooShort: (sequences, pairs) =>
    `모티프보다 짧은 서열이 ${grouped(sequences)}개 있어 서열과 모티프 ${pairs}쌍을 건너뛰었습니다`,
  noWindow: (pairs) =>
    `서열과 모티프 ${grouped(pairs)}쌍에는 가장 잘 맞는 구간이 없습니다. 모든 구간에 A, C, G, T가 아닌 글자가 있습니다`,
  unreachable: (motifs, ids) =>
    `모티프 ${grouped(motifs)}개는 가장 잘 맞는 서열도 기준에 이르지 못하여 하나도 찾을 수 없습니다(${ids})`,
  sites: (id, sequences, positions) =>
    `정렬된 서열 ${sequences}개를 길이 ${positions}인 모티프 하나로 읽었습니다(${id})`,
  sitesUnaligned:
    '정렬된 결합 부위로 보이지 않습니다. 첫 인자는 모티프 파일, 둘째 인자는 모티프를 찾을 서열 파일입니다',
  withoutSites: (motifs) => `모티프 ${grouped(motifs)}개는 확률만 있고 부위 수가 없어 유사 횟수를 더하지 않고 씁니다`,
}
