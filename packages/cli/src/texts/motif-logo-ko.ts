import type { motifLogoEn } from './motif-logo-en.js'

/** What `helicon motif logo` says in Korean: the same keys as `motifLogoEn`. */
export const motifLogoKo: typeof motifLogoEn = {
  summary: '모티프를 서열 로고(SVG)로 그립니다',
  motifs: '모티프 파일: JASPAR, MEME, TRANSFAC, HOMER 등. -는 표준 입력입니다',
  output: '결과를 쓸 SVG 파일. -는 표준 출력입니다 (기본값: -)',
  motif: '그릴 모티프의 ID나 이름. 파일에 모티프가 여럿이면 필요합니다',
  kind: '높이가 뜻하는 것: 정보량(비트) information 또는 확률 probability (기본값: information)',
  reverseComplement: '반대 가닥에서 읽은 모티프를 그립니다',
  which: (file, count, some) =>
    `${file}에는 모티프가 ${count}개 있습니다. --motif로 하나를 고르십시오. 있는 모티프: ${some}`,
  same: (found, count, ids) => `이름이 '${found}'인 모티프가 ${count}개입니다. ID로 하나를 고르십시오. 있는 ID: ${ids}`,
  description: (consensus) => `서열 로고입니다. 공통 서열: ${consensus}`,
  otherStrand: (name) => `${name}, 역상보`,
  axis: { information: '비트', probability: '확률' },
  done: (name, path) => `${name} 로고: ${path}`,
}
