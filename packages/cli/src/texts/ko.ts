import { dataKo } from './data-ko.js'
import type { en } from './en.js'
import { foldsKo } from './folds-ko.js'
import { guideKo } from './guide-ko.js'
import { judgementKo } from './judgement-ko.js'
import { motifKo } from './motif-ko.js'
import { motifLogoKo } from './motif-logo-ko.js'
import { motifScanKo } from './motif-scan-ko.js'
import { reportKo } from './report-ko.js'
import { searchKo } from './search-ko.js'
import { simulationKo } from './simulate-ko.js'
import { sourceKo } from './source-ko.js'

const metrics = {
  rocAuc: 'ROC-AUC',
  averagePrecision: '평균 정밀도',
  accuracy: '정확도',
  precision: '정밀도',
  recall: '재현율',
  f1: 'F1',
  macroF1: '매크로 F1',
  matthews: 'MCC',
  logLoss: '로그 손실',
  brier: 'Brier 점수',
  pearson: '피어슨 상관',
  spearman: '스피어만 상관',
  r2: 'R2',
  meanSquaredError: '평균 제곱 오차',
  meanAbsoluteError: '평균 절대 오차',
}

/** A column of `history.csv` in Korean, with its own name: `검증 손실(valLoss)`. */
function columnName(column: string): string {
  const names: Readonly<Record<string, string>> = { loss: '손실', ...metrics }
  const measured = column.replace(/^val([A-Z])/, (_, first: string) => first.toLowerCase())
  const name = names[measured]
  if (name === undefined) return column
  return `${measured === column ? '학습' : '검증'} ${name}(${column})`
}

/** Everything the command line says in Korean: the same keys as `en`. */
export const ko: typeof en = {
  help: {
    program: 'DNA 서열에 대한 합성곱 신경망을 학습하고 살펴보고 적용합니다',
    usage: '사용법:',
    options: '옵션:',
    globalOptions: '공통 옵션:',
    commands: '명령:',
    arguments: '인자:',
    optionsPlaceholder: '[옵션]',
    commandPlaceholder: '[명령]',
    helpOption: '이 도움말을 보여 줍니다',
    versionOption: '버전을 보여 줍니다',
    helpCommand: '명령의 도움말을 보여 줍니다',
    json: '결과를 JSON으로 표준 출력에 씁니다',
    quiet: '진행 상황과 요약 없이 오류만 보여 줍니다',
    lang: '언어: ko 또는 en (기본값: LC_ALL, LC_MESSAGES, LANG 순으로 정합니다)',
    threads: '계산에 쓸 스레드 수. 결과는 스레드 수와 무관합니다 (기본값: 모든 코어)',
    seed: '모든 난수의 시드',
    engine: 'wasm 또는 float64로 느리게 계산하는 reference (기본값: wasm)',
    exitCodes:
      '종료 코드: 0 완료, 1 실패, 2 사용법 오류, 65 잘못된 데이터, 66 입력 없음, 74 읽기·쓰기 오류,\n75 잠겨 있으니 나중에 다시, 130/143 신호를 받아 저장한 뒤 멈춤.',
  },
  commands: {
    train: {
      summary: '설정 파일대로 신경망을 학습합니다',
      config: 'YAML 설정 파일',
      output: '결과를 쓸 실행 폴더 (기본값: runs/이름-날짜)',
      set: '설정 값 하나를 바꿉니다. 예: training.epochs=5 (여러 번 쓸 수 있습니다)',
      dataDir: '상대 데이터 경로가 시작하는 폴더 (기본값: 설정 파일이 있는 폴더)',
      resume: '-o 폴더의 실행을 비트 단위까지 똑같이 이어 갑니다',
      noBaselines: '끝에 신경망과 견줄 기준선을 구하지 않습니다',
    },
    evaluate: {
      summary: '레이블이 있는 데이터로 학습된 모델을 평가합니다',
      run: '실행 폴더 또는 model.safetensors',
      data: '레이블이 있는 레코드: FASTA, 표, npz, DiskDataset, 유전체와 함께 쓰는 BED. -는 표준 입력',
      output: '결과를 쓸 파일. -는 표준 출력입니다 (기본값: -)',
      bootstrap: '95% 구간을 위한 재표집 횟수. 0이면 구하지 않습니다 (기본값: 1000)',
      weighted: '레코드의 가중치를 적용합니다 (기본값: 모든 레코드를 똑같이 셉니다)',
    },
    predict: {
      summary: '서열마다 한 줄씩 id, 각 출력의 값, 클래스를 씁니다',
      data: '레코드: FASTA, 표, npz, DiskDataset, 유전체와 함께 쓰는 BED. 레이블은 읽지 않습니다. -는 표준 입력',
      output: '결과를 쓸 파일. -는 표준 출력입니다 (기본값: -)',
      threshold: '클래스 1로 보기 시작하는 값 (기본값: 0.5)',
      features: '둘째 입력이 있는 모델에 줄 특징값 표. 줄마다 ID와 수를 적음',
    },
    summary: {
      summary: '모델의 층, 모양, 매개변수 수를 보여 줍니다',
      model: '실행 폴더, model.safetensors, 설정 파일 또는 프리셋 이름',
    },
    demo: {
      summary: '모의 데이터로 데이터 준비부터 평가까지 따라 해 보는 예제입니다',
      name: '예제 이름: guide, jund (기본값: 모든 예제)',
      output: '결과를 쓸 실행 폴더 (기본값: runs/demo-이름-날짜)',
    },
    simulate: {
      summary: '시드로부터 레이블이 있는 서열을 만들어 씁니다',
      output: 'DiskDataset을 쓸 폴더',
      records: '서열 수. 2 이상 4294967295 이하 (기본값: 20000)',
      shards: '샤드 수 (기본값: 4)',
      positives: '결합 서열의 비율 (기본값: 0.0042)',
    },
  },
  usage: {
    error: '오류',
    warning: '경고',
    noCommand: '명령이 없습니다',
    unknownCommand: (found) => `없는 명령입니다: '${found}'`,
    unknownOption: (found) => `없는 옵션입니다: '${found}'`,
    didYouMean: (nearest) => `혹시 '${nearest}'입니까?`,
    missingArgument: (name) => `인자가 없습니다: <${name}>`,
    optionArgument: (option) => `'${option}' 옵션에는 값이 필요합니다`,
    missingOption: (option) => `여기서는 '${option}' 옵션이 필요합니다`,
    tooManyArguments: '명령이 받는 것보다 인자가 많습니다',
    optionValue: (option, found, expected) => `${option} 값이 '${found}'입니다. 올 수 있는 값: ${expected}`,
    seeHelp: (command) => `도움말: ${command} --help`,
    notYet: (name, existing) => `이 버전에 없는 명령입니다: '${name}'. 있는 명령: ${existing}`,
    wholeNumber: (least, most) => (most === undefined ? `${least} 이상의 정수` : `${least} 이상 ${most} 이하의 정수`),
    numberBetween: (low, high) => `${low}에서 ${high} 사이의 수`,
    oneOf: (names) => `${names} 중 하나`,
    standardOutput: '표준 출력',
    standardInput: '표준 입력',
    notToStandardOutput: (command) =>
      `${command} 명령은 폴더를 쓰므로 표준 출력으로 보낼 수 없습니다. -o로 폴더를 지정하십시오`,
    internal: 'Helicon이 예상하지 못한 이유로 실패했습니다. 다음 내용을 알려 주십시오:',
  },
  metrics,
  judgement: judgementKo,
  report: reportKo,
  motifLogo: motifLogoKo,
  units: {
    sequencesPerSecond: '서열/초',
    left: '남음',
    none: '정의되지 않음',
  },
  data: {
    reading: (name) => `${name} 읽는 중`,
    part: (part, records, name) => `${part}: 서열 ${records}개 (${name})`,
    positives: (count, percent) => `양성 ${count}개(${percent}%)`,
    featuresNotTaken:
      '모델에 둘째 입력이 없어 data.features를 쓰지 않습니다. jund-accessibility를 쓰거나 data.features를 빼십시오.',
    features: (rows, columns, name, unused) =>
      `특징값: ${name}에서 ${rows}행 ${columns}열${unused === '0' ? '' : `(쓰이지 않은 행 ${unused}개)`}`,
  },
  train: {
    parts: { train: '학습', validation: '검증', test: '테스트' },
    start: (model, parameters, epochs, batchSize, engine) =>
      `모델 ${model}, 매개변수 ${parameters}개. ${epochs}에포크, 배치 크기 ${batchSize}. ${engine}`,
    threads: (count) => `스레드 ${count}개`,
    resumed: (epoch, batch) =>
      batch === 0
        ? `${epoch}에포크까지 마친 상태에서 이어 갑니다`
        : `${epoch}에포크와 배치 ${batch}개를 마친 상태에서 이어 갑니다`,
    alreadyFinished: (folder, epochs) =>
      `${folder}의 실행은 이미 끝났습니다. ${epochs}에포크를 마쳤고 설정에 더 남은 에포크가 없습니다. 이어 가려면 training.epochs를 늘리십시오`,
    epoch: (epoch, epochs) => `에포크 ${epoch}/${epochs}`,
    evaluating: '평가 중',
    validating: '검증 중',
    stopping: '이 배치를 마치고 저장한 뒤 멈춥니다. Ctrl-C를 한 번 더 누르면 저장하지 않고 바로 끝냅니다.',
    stopped: (epoch, batch) =>
      `${epoch}에포크${batch === 0 ? '까지' : `와 배치 ${batch}개까지`} 마치고 멈췄습니다. 여기까지 모두 저장했습니다.`,
    stoppedEvaluating: (epoch) =>
      `마지막 에포크(${epoch})까지 학습한 뒤 멈췄습니다. 학습한 가중치는 저장했고 평가가 남아 있습니다.`,
    resumeHint: '다음 명령으로 이어 갈 수 있습니다:',
    earlyStopped: (epoch) => `더 나아지지 않아 ${epoch}에포크에서 일찍 멈췄습니다.`,
    best: (monitor, value, epoch) => `가장 좋은 ${columnName(monitor)}: ${value} (${epoch}에포크)`,
    notBest: (epoch, file) =>
      `모델과 모든 점수는 마지막 에포크의 것입니다. ${epoch}에포크의 모델은 ${file}에 있으며 evaluate와 predict에 쓸 수 있습니다. earlyStopping의 restoreBest를 쓰면 가장 좋은 것이 남습니다.`,
    stillImproving:
      '마지막 에포크의 검증 손실이 가장 낮아 학습이 아직 끝나지 않았습니다. 에포크를 늘리거나 배치를 줄이거나 학습률을 높이면 더 나아질 수 있으니 그다음에 평가하십시오.',
    diverged: (loss) =>
      `학습이 발산했습니다. 마지막 손실(${loss})이 무작위로 맞힐 때나 첫 에포크의 손실보다 훨씬 큽니다. 학습률을 줄여 보십시오.`,
    restored: 'model.safetensors에는 가장 좋았던 에포크의 가중치가 들어 있습니다.',
    tableHeading: (metric) => ({
      epoch: '에포크',
      loss: '손실',
      valLoss: '검증 손실',
      train: `학습 ${metric}`,
      validation: `검증 ${metric}`,
    }),
    finished: (folder, time, speed) =>
      `${time} 만에 마쳤습니다${speed === undefined ? '' : `(초당 학습 서열 ${speed}개)`}. 실행 폴더: ${folder}`,
    weightsHash: (hash) => `가중치의 SHA-256: ${hash}`,
    baseRate: (part, percent, ap, auc) =>
      `${part} 데이터의 양성 비율은 ${percent}%입니다. 평균 정밀도 ${ap}(무작위로 맞히면 양성 비율과 같음), ROC-AUC ${auc}(무작위로 맞히면 0.5).`,
    correlation: (part, pearson) => `${part} 데이터의 피어슨 상관계수: ${pearson}`,
    overfitting: (train, validation) =>
      `과적합: ROC-AUC가 학습 데이터에서는 ${train}이지만 검증 데이터에서는 ${validation}입니다. 데이터를 늘리거나 에포크를 줄이거나 조기 종료를 쓰거나 신경망을 작게 하면 나아질 수 있습니다.`,
    fewPositives: (part, count) =>
      `${part} 데이터에는 양성이 ${count}개뿐입니다. 이 데이터의 ROC-AUC는 우연만으로도 ±${(2 * (0.25 / Math.sqrt(Math.max(1, count)))).toFixed(2)}쯤 달라집니다.`,
    oneClass: (part) => `${part} 데이터에 나오지 않는 클래스가 있어 ROC-AUC가 정의되지 않습니다.`,
    equalParts: (part, other) =>
      `${part} 데이터와 ${other} 데이터가 같습니다(SHA-256 일치). 여기서 얻은 점수로는 새 데이터에 대한 성능을 알 수 없습니다.`,
    weightsTwice:
      '학습 레코드의 가중치가 이미 클래스의 균형을 맞추고 있는데 classWeights가 여기에 곱해져 드문 클래스가 지나치게 커집니다. training.classWeights를 빼거나 가중치가 없는 데이터를 쓰십시오.',
    testIsLast: '테스트 데이터는 마지막에 한 번만 사용했습니다.',
  },
  evaluate: {
    heading: (model, data, records) => `${data}에 대한 ${model} 평가: 서열 ${records}개`,
    metric: '지표',
    value: '값',
    interval: '95% 구간',
    confusion: (threshold) => (threshold === undefined ? '혼동 행렬' : `혼동 행렬(임계값 ${threshold})`),
    actual: '실제',
    predicted: '예측',
    baseRate: (percent, guess, ap, auc) =>
      `레코드의 ${percent}%가 양성입니다. 무작위로 맞히면 평균 정밀도는 ${guess}, ROC-AUC는 0.5이며 여기서는 각각 ${ap}, ${auc}입니다.`,
    unfinished: (model) =>
      `${model}: 학습이 끝까지 진행되지 않았습니다. 멈췄을 때의 모델을 사용합니다. 마저 학습하려면 train --resume을 쓰십시오`,
    unweighted: '모든 레코드를 똑같이 셌으며 샘플 가중치는 쓰지 않았습니다.',
  },
  motif: motifKo,
  motifScan: motifScanKo,
  predict: {
    done: (records, path) => `예측 ${records}개를 ${path}에 썼습니다`,
  },
  simulate: {
    done: (records, positives, shards, folder) =>
      `서열 ${records}개(결합 ${positives}개)를 샤드 ${shards}개로 썼습니다: ${folder}`,
  },
  simulation: simulationKo,
  source: sourceKo,
  dataCommands: dataKo,
  guide: guideKo,
  folds: foldsKo,
  search: searchKo,
  demo: {
    intro:
      '모의 데이터로 하는 JUND 결합 예측: 사람 유전체와 비슷한 배경의 101bp 서열 가운데 일부에만 AP-1 결합 자리를 심고,\n신경망이 둘을 구별하도록 학습합니다.',
    simulated: (folder) => `데이터는 ${folder}에 있습니다`,
    table: '라운드별 ROC-AUC',
    round: '라운드',
    shows:
      '읽는 법: 학습 점수만 앞서 있으면 신경망이 서열 하나하나를 외운 것이고(과적합), 두 점수가 함께 오르면 결합 서열의\n공통점을 찾은 것입니다. 믿을 수 있는 것은 검증 열입니다.\n이 데이터는 행렬 하나로 만들었으므로 행렬 하나가 가장 좋은 모델이며 신경망이 이보다 나을 수 없습니다. 실제 결합 자리는\n더 많은 것에 좌우됩니다.',
    files: (folder) => `설정, 기록, 모델, 지표와 브라우저로 볼 보고서(report.html)는 ${folder}에 있습니다`,
    next: '다음으로 해 볼 것:',
  },
}
