import { grouped } from '../console/numbers.js'
import type { dataEn } from './data-en.js'

/** What `helicon data` says in Korean: the same keys as `dataEn`. */
export const dataKo: typeof dataEn = {
  summary: '학습에 앞서 내 데이터를 살펴보고, 바꾸고, 나눕니다',
  source:
    'FASTA, FASTQ, 표(TSV, CSV), BED나 narrowPeak(--genome과 함께), npz, 각각 gzip도 가능, 또는 DiskDataset 폴더. -는 표준 입력',
  examples: '예:',
  records: (count) => `서열 ${count}개`,
  notAsText: (format) => `${format} 형식은 텍스트가 아니므로 표준 출력에 쓸 수 없습니다. 파일을 지정하십시오`,
  compressedAlready: (path) => `'${path}': npz는 이미 압축된 형식이므로 .gz로 쓸 수 없습니다`,
  uracil: (count) => `RNA의 글자 U ${count}개를 T로 읽었습니다`,
  weightsLeftOut: (format) => `레코드의 가중치는 ${format} 형식에 담을 자리가 없어 쓰지 않았습니다`,
  inspect: {
    summary: '데이터에 무엇이 들어 있고 학습을 그르칠 만한 것이 있는지 보여 줍니다',
    source: (formats) => `${formats}. 학습 설정 파일(.yaml)을 주면 그 부분들을 살펴봅니다`,
    output: '결과를 쓸 파일. -는 표준 출력입니다 (기본값: -)',
    all: '전체',
    label: '레이블',
    sequences: '서열',
    length: '길이(염기)',
    median: (length) => `중앙값 ${length}`,
    gc: 'G+C(%)',
    gcAuroc: 'G+C의 AUROC',
    unknown: 'A, C, G, T가 아닌 글자',
    repeated: '반복된 서열(양쪽 가닥)',
    located: '좌표가 있는 서열',
    memory: '메모리(MB)',
    smallest: '최솟값',
    mean: '평균',
    largest: '최댓값',
    noLabels: '레이블 없음',
    warning: '경고',
    findings: '학습에 앞서 알아 둘 것:',
    nothing: '학습을 그르칠 만한 것은 없습니다.',
    validation: '검증 데이터. 함께 살펴보고 다른 부분과 겹치는 레코드가 있는지도 봅니다',
    test: '테스트 데이터. 함께 살펴보고 다른 부분과 겹치는 레코드가 있는지도 봅니다',
    similar: '다른 부분에 비슷한 레코드가 있는지도 공유하는 k-mer로 찾습니다(더 느림)',
    progress: (part, records) => `${part}: 서열 ${records}개`,
  },
  convert: {
    summary: '데이터를 레코드 단위로 읽어 다른 형식으로 씁니다',
    output:
      'FASTA(.fa, .fasta), 표(.tsv, .csv), 각각 .gz도 가능, npz(.npz), 또는 DiskDataset을 쓸 폴더. -는 표준 출력입니다',
    to: (formats) => `쓸 형식 (기본값: 확장자에 따름. 표준 출력이면 fasta): ${formats}`,
    shardSize: 'DiskDataset 샤드 하나의 레코드 수 (기본값: 8192)',
    done: (records, path, format) => `서열 ${grouped(records)}개를 ${path}에 썼습니다(${format})`,
    classes: (names) => `클래스: ${names}`,
  },
  split: {
    summary: '데이터를 학습, 검증, 테스트 부분이나 여러 폴드로 나눕니다',
    output: '나눈 부분을 쓸 폴더. 없거나 비어 있어야 합니다',
    validation: '검증 부분으로 갈 레코드의 비율. 예: 0.1',
    test: '테스트 부분으로 갈 레코드의 비율 (따로 정한 것이 없으면 둘 다 0.1)',
    method: (methods) =>
      `나누는 방법: ${methods} (기본값: 클래스가 있으면 stratified, 수치이거나 레이블이 없으면 random)`,
    validationChromosomes: '검증 부분의 염색체를 쉼표로 나열합니다. 예: chr8,chr9',
    testChromosomes: '테스트 부분의 염색체를 쉼표로 나열합니다',
    folds: '대신 크기가 비슷한 K개의 폴드(fold-1부터 fold-K)로 나눕니다. 레코드는 그중 한 곳에만 들어갑니다',
    to: (formats) => `쓸 형식 (기본값: 입력과 같은 형식, 쓸 수 없는 형식이면 fasta): ${formats}`,
    namesExpected: '쉼표로 나눈 이름. 예: chr8,chr9',
    foldsAlone: (option) => `--folds는 모든 레코드를 나누므로 ${option} 옵션과 함께 쓸 수 없습니다`,
    chromosomesAlone: (option, method) =>
      `${option} 옵션만으로 나누는 방법이 정해지므로 --method ${method} 옵션과 함께 쓸 수 없습니다`,
    nothingLeft: '--validation과 --test를 더한 값이 1보다 작아야 학습할 레코드가 남습니다',
    file: '파일',
    records: '서열',
    groups: (count, records, name) =>
      `함께 두는 레코드 묶음 ${grouped(count)}개. 가장 큰 묶음은 ${records}개입니다(${name})`,
    largerThanPart: (count) => `묶음 ${grouped(count)}개가 요청한 부분보다 커서 크기가 요청과 다릅니다`,
    done: (folder, method, seed) => `결과: ${folder} (${method}, 시드 ${seed})`,
  },
}
