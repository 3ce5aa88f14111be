import type { reportEn } from './report-en.js'

/** What `helicon report` says in Korean: the same keys as `reportEn`. */
export const reportKo: typeof reportEn = {
  summary: '실행 폴더만으로 보고서를 다시 씁니다',
  run: '실행 폴더',
  output: '결과를 쓸 파일. -는 표준 출력입니다 (기본값: 실행 폴더의 report.html)',
  done: (path) => `보고서: ${path}`,
}
