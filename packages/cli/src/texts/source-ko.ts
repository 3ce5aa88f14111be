import type { sourceEn } from './source-en.js'

/** What the options that say how records are read are called in Korean: the same keys as `sourceEn`. */
export const sourceKo: typeof sourceEn = {
  options: {
    from: (formats) => `입력의 형식 (기본값: 내용을 보고 판단): ${formats}`,
    positives: '입력의 모든 레코드를 레이블과 관계없이 클래스 1로 봅니다',
    negatives: '클래스 0인 레코드의 파일. 이때 입력은 클래스 1입니다 (여러 번 쓸 수 있습니다)',
    shuffle: '입력의 레코드마다 염기를 섞어 클래스 0인 레코드를 N개 만듭니다. 다이뉴클레오타이드 수는 그대로입니다',
    negativesFromGenome:
      '입력의 레코드마다 유전체에서 클래스 0인 구간을 N개 뽑습니다. GC 함량이 비슷하고 피크에서 떨어진 구간입니다',
    exclude: '그런 구간을 뽑지 않을 영역의 BED 파일. 예: 블랙리스트 (여러 번 쓸 수 있습니다)',
    targets: 'FASTA 파일의 레이블 표. 레코드 순서대로 한 줄에 하나씩입니다',
    targetColumn: '--targets에서 쓸 열의 이름 또는 1부터 센 번호 (여러 번 쓸 수 있습니다. 기본값: 모두)',
    delimiter: '표의 열 구분자: tab, comma, semicolon, space 또는 글자 하나 (기본값: 내용을 보고 판단)',
    header: '표의 첫 줄이 열 이름입니다 (기본값: 내용을 보고 판단)',
    noHeader: '표의 첫 줄부터 레코드입니다',
    idColumn: 'ID 열의 이름 또는 1부터 센 번호',
    sequenceColumn: '서열 열의 이름 또는 1부터 센 번호',
    labelColumn: '레이블 열의 이름 또는 1부터 센 번호 (여러 번 쓰면 태스크가 여럿입니다)',
    classes: '클래스 이름을 번호 순서대로 쉼표로 나열합니다. 예: EI,IE,N',
    labelKind: (kinds) => `레이블의 종류: ${kinds} (기본값: 값을 보고 판단)`,
    genome: 'BED 파일의 좌표가 가리키는 유전체: FASTA(.fai가 없어도 되며 .gz 가능) 또는 2bit',
    chromosome: 'BED 파일의 염색체를 유전체에서 부르는 이름. 예: chr20=z (여러 번 쓸 수 있습니다)',
    offset: 'BED 파일의 좌표에서 뺄 값. 유전체 파일 첫 염기의 0부터 센 위치입니다 (기본값: 0)',
    length: '모든 레코드의 염기 수. BED 파일이면 구간의 길이입니다',
    fit: (ways) => `길이가 다른 레코드를 가운데를 기준으로 어떻게 할지: ${ways} (기본값: exact, 받지 않습니다)`,
  },
  expected: {
    column: '열 이름 또는 1부터 센 번호',
    delimiter: 'tab, comma, semicolon, space, 또는 따옴표가 아닌 글자 하나',
    classes: '쉼표로 나눈 서로 다른 이름 둘 이상. 예: negative,positive',
    chromosome: 'BED 파일의 이름과 유전체의 이름을 =로 이은 것. 예: chr20=z',
  },
  needs: (option, other) => `${option} 옵션에는 ${other} 옵션이 필요합니다`,
  oneOf: (options) => `함께 쓸 수 없는 옵션입니다: ${options}. 하나만 주십시오`,
  standardInputOnce: '표준 입력(-)이 두 번 이상 지정되었습니다. 입력 하나에만 쓸 수 있습니다',
  spooling: (megabytes) => `표준 입력을 읽는 중: ${megabytes} MB`,
}
