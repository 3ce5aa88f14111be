import { grouped } from '../console/numbers.js'
import type { motifEn } from './motif-en.js'

/** What `helicon motif pwm`, `list` and `convert` say in Korean: the same keys as in English. */
export const motifKo: typeof motifEn = {
  summary: '모티프 행렬: 표, 형식 변환, 서열에서 모티프 찾기',
  pwm: {
    summary: '모티프의 행렬을 횟수, 확률, 로그 오즈 중 하나로 보여 줍니다',
    file: '모티프 파일: JASPAR, MEME, TRANSFAC, HOMER 등(gzip 가능). -는 표준 입력',
    instances: '파일 대신 주는 정렬된 부위 서열. 예: TACAA TACGA TACAA',
    kind: 'counts(횟수, PFM), probabilities(확률, PPM. 가이드에서는 PWM이라고 부름), log-odds(비트 단위 로그 오즈, PWM) 중 하나 (기본값: probabilities)',
    pseudocount: '확률로 바꾸기 전에 횟수마다 더하는 유사 횟수. 수 하나 또는 A,C,G,T의 네 수 (기본값: 0)',
    background: '로그 오즈에 쓸 A,C,G,T의 빈도: uniform(모두 같음) 또는 0.3,0.2,0.2,0.3 같은 네 수 (기본값: uniform)',
    motif: '모티프의 ID나 이름 (여러 번 쓸 수 있습니다. 기본값: 모두)',
    output: '표를 쓸 파일. -는 표준 출력 (기본값: -)',
  },
  list: {
    summary: '파일에 든 모티프의 ID, 이름, 길이, 정보량, 컨센서스를 보여 줍니다',
    pseudocount: '정보량을 계산하기 전에 횟수마다 더하는 유사 횟수 (기본값: 0)',
    output: '목록을 쓸 파일. -는 표준 출력 (기본값: -)',
  },
  convert: {
    summary: '모티프를 다른 형식으로 씁니다',
    output: '결과를 쓸 파일. .gz로 끝나면 gzip으로 압축합니다. -는 표준 출력 (기본값: -)',
    from: (formats) => `원본의 형식 (기본값: 내용을 보고 알아냅니다): ${formats}`,
    to: (formats) => `쓸 형식 (기본값: 파일 이름의 끝부분에 따릅니다): ${formats}`,
    pseudocount: '확률을 담는 형식에서 횟수마다 더하는 유사 횟수 (기본값: 0)',
    sites: '횟수를 담는 형식에서, 부위 수가 적혀 있지 않은 모티프의 부위 수',
  },
  pseudocountExpected: '0 이상의 수 또는 쉼표로 나눈 그런 수 네 개',
  frequenciesExpected: 'uniform, 또는 0.3,0.2,0.2,0.3처럼 0보다 크고 합이 1인 네 수',
  sitesExpected: '0보다 큰 수',
  fileOrInstances: '모티프 파일과 --instances 가운데 하나만 주십시오',
  instancesHaveNoId: '--motif는 파일에서 고를 때 씁니다. --instances로 준 서열은 모티프 하나입니다',
  formatNeeded: (formats) => `출력 파일의 이름으로는 형식을 알 수 없습니다. --to로 지정하십시오: ${formats} 중 하나`,
  converted: (motifs, from, to, path) => `모티프 ${grouped(motifs)}개를 ${path}에 썼습니다(${from}에서 ${to} 형식으로)`,
}
