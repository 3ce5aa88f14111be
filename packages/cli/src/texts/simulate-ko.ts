import type { simulationEn } from './simulate-en.js'

/** What `helicon simulate` says in Korean: the same keys as `simulationEn`. */
export const simulationKo: typeof simulationEn = {
  jund: 'ChIP-seq 실험과 비슷한 서열을 만들고 그 일부에 AP-1 결합 부위를 심습니다',
  motif: '모티프가 있는 서열과 없는 서열을 만듭니다. 기본값은 가이드의 데이터(20염기 서열에 CCGGAA)입니다',
  options: {
    output: 'FASTA(.fa, .fasta), 표(.tsv, .csv), 각각 .gz도 가능, 또는 DiskDataset을 쓸 폴더. -는 표준 출력입니다',
    format: 'fasta, tsv, csv, disk-dataset 중 하나 (기본값: 확장자에 따름. 표준 출력이면 fasta)',
    motif: '모티프 파일. 여러 모티프가 든 파일이면 FILE:ID. Helicon이 읽는 모든 형식 (여러 번 쓸 수 있습니다)',
    consensus: 'IUPAC 문자로 적은 모티프. 위치마다 해당 염기들이 같은 비율로 나옵니다 (여러 번 쓸 수 있습니다)',
    spacing: '이웃한 모티프 사이의 최소 및 최대 염기 수. A-B 또는 수 하나 (기본값: 5-10)',
    length: '서열의 길이 (기본값: 모티프와 양쪽 여백을 더한 길이)',
    flank: '길이를 주지 않을 때 모티프 양쪽에 둘 염기 수 (기본값: 7)',
    position: '모티프가 시작하는 위치. 0부터 센 수, middle 또는 random (기본값: middle)',
    bothStrands: '양성 서열의 절반에서는 반대쪽 가닥에 심습니다',
    background: 'uniform, human(마르코프 사슬) 또는 A,C,G,T의 비율. 예: 0.3,0.2,0.2,0.3 (기본값: uniform)',
    positives: '모티프가 있는 서열 수 (기본값: 1000)',
    negatives: '모티프가 없는 서열 수 (기본값: 1000)',
    records: '전체 서열 수. 절반이 양성입니다. 위의 두 옵션 대신 씁니다',
    negativeKind:
      '음성의 종류. background, shuffled(양성을 다이뉴클레오타이드를 유지하며 섞음), one-motif(여러 모티프 중 하나만) (기본값: background)',
    labels: 'DiskDataset의 레이블. one-hot이면 [negative, positive] 두 열, one이면 한 열 (기본값: one-hot)',
    shards: 'DiskDataset의 샤드 수 (기본값: 서열 8192개마다 하나)',
  },
  expected: {
    spacing: '수 하나, 또는 작은 수부터 하이픈으로 이은 두 수(예: 5-10)',
    position: '0 이상의 정수, middle 또는 random',
    background: 'uniform, human, 또는 쉼표로 나눈 네 비율(예: 0.3,0.2,0.2,0.3)',
  },
  severalMotifs: (file, found, ids) =>
    `${file} 파일에는 모티프가 ${found}개 있습니다(${ids}${found > 3 ? ' 등' : ''}). 하나를 고르십시오: --motif ${file}:ID`,
  notTogether: (option, other) => `${option} 옵션과 ${other} 옵션은 같은 것을 정합니다. 하나만 쓰십시오`,
  unknownEnding: (path, endings) =>
    `'${path}'의 확장자로는 무엇을 쓸지 알 수 없습니다. ${endings} 중 하나, 확장자 없는 폴더 이름, 또는 형식을 지정하십시오(simulate는 --format, data convert와 data split은 --to)`,
  notCompressed: (path) => `'${path}': DiskDataset은 폴더이므로 .gz로 쓸 수 없습니다`,
  done: (records, positives, path) => `서열 ${records}개(양성 ${positives}개): ${path}`,
}
