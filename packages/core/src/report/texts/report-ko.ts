import { countText, percentText, scoreText } from '../number-text.js'
import type { ReportSplit } from '../report-data.js'
import type { ReportTexts } from './report-en.js'

const SPLIT_METHODS: Readonly<Record<ReportSplit['method'], string>> = {
  random: '',
  stratified: '(클래스마다 같은 비율로)',
  similarity: '(비슷한 서열은 한쪽에 모아)',
  chromosome: '',
}

/** What the report says in Korean: the same keys as `reportEn`. */
export const reportKo: ReportTexts = {
  lang: 'ko',
  title: (name) => `${name} – Helicon 보고서`,
  figureTable: '이 그림의 수치',
  scrollable: (name) => `${name}(옆으로 밀어 볼 수 있음)`,
  parts: { train: '학습', validation: '검증', test: '테스트' },
  metrics: {
    loss: '손실',
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
    r2: 'R²',
    meanSquaredError: '평균 제곱 오차',
    meanAbsoluteError: '평균 절대 오차',
  },
  run: {
    heading: '이 실행',
    started: '시작',
    model: '모델',
    modelText: (name, parameters) => `${name}, 매개변수 ${countText(parameters)}개`,
    loss: '손실',
    optimizer: '옵티마이저',
    batchSize: '배치 크기',
    epochs: '에포크',
    epochsText: (done, asked) => (done === asked ? String(done) : `${asked} 가운데 ${done}`),
    stopped: { 'early-stopping': '더 나아지지 않아 일찍 멈춤', aborted: '사람이 멈춤' },
    best: '가장 좋은 에포크',
    bestText: (epoch, monitor, value) => `${epoch} (${monitor} ${scoreText(value)})`,
    restored: '저장된 모델에는 이 에포크의 가중치가 들어 있음',
    notRestored: '이 에포크의 가중치는 best.safetensors에 있음. model.safetensors와 점수는 마지막 에포크의 것',
    seed: '시드',
    engine: '엔진',
    versions: '버전',
    weights: '가중치의 SHA-256',
  },
  results: {
    heading: '결과',
    metric: '지표',
    interval: (level) =>
      `값 아래는 ${percentText(level).replace('.0', '')} 부트스트랩 구간입니다. 같은 종류의 다른 레코드로 쟀다면 값이 들어올 만한 범위를 뜻합니다.`,
    perTask: '태스크별',
    task: '태스크',
    note: '모든 레코드를 똑같이 셌으며 샘플 가중치는 쓰지 않았습니다.',
  },
  remarks: {
    warning: '주의',
    incomplete:
      '학습이 끝까지 진행되지 않았습니다. 멈췄거나 아직 진행 중입니다. 그래서 점수가 아직 없고 곡선은 멈춘 데서 끝납니다. helicon train에 --resume을 주면 이어 갈 수 있습니다.',
    fresh: '중요한 것은 테스트 데이터의 점수입니다. 이 학습에서는 이 데이터로 아무것도 정하지 않았습니다.',
    validationOnly:
      '테스트 데이터가 없습니다. 가장 중요한 것은 검증 데이터의 점수이지만, 이 점수를 보고 에포크나 설정을 골랐다면 실제보다 조금 좋게 나옵니다.',
    trainOnly:
      '학습 데이터만 있습니다. 이 점수는 신경망이 얼마나 잘 외웠는지를 말할 뿐, 새 데이터에 얼마나 잘 맞을지는 말하지 않습니다.',
    equalParts: (part, other) =>
      `${part} 데이터와 ${other} 데이터가 같습니다(SHA-256 일치). 여기서 얻은 점수로는 새 데이터에 대한 성능을 알 수 없습니다.`,
    ranking: (part, auc, pairs) =>
      `${part} 데이터의 ROC-AUC는 ${scoreText(auc)}입니다. 양성과 음성을 하나씩 짝지으면 100쌍 가운데 약 ${pairs}쌍에서 양성에 더 높은 점수를 줍니다. 무작위로 맞히면 50쌍입니다.`,
    precision: (ap, base) =>
      `이 레코드의 ${percentText(base)}가 양성입니다. 평균 정밀도는 ${scoreText(ap)}이며 무작위로 맞히면 ${scoreText(base)}입니다.`,
    correlation: (part, pearson, explained) =>
      `${part} 데이터에서 예측값과 참값의 피어슨 상관은 ${scoreText(pearson)}입니다.${typeof explained === 'number' ? ` 예측이 설명하는 분산: ${explained < 0 ? '없음' : percentText(explained)}(R² ${scoreText(explained)}).` : ''}`,
    accuracy: (part, accuracy) =>
      `${part} 데이터에서 레코드의 ${percentText(accuracy)}가 맞는 클래스로 예측되었습니다.`,
    overfitting: (train, other, part, metric) =>
      `과적합: 학습 데이터의 ${metric} 값은 ${train}인데 ${part} 데이터에서는 ${other}입니다. 데이터를 늘리거나 에포크를 줄이거나 조기 종료를 쓰거나 신경망을 작게 하면 나아질 수 있습니다.`,
    fewPositives: (part, count) =>
      `${part} 데이터에는 양성이 ${count}개뿐이어서 점수가 우연에 따라 크게 달라집니다. 두 신경망을 비교하기 전에 구간을 보십시오.`,
    oneClass: (part) => `${part} 데이터에 나오지 않는 클래스가 있어 ROC-AUC가 정의되지 않습니다.`,
    notFinite:
      '학습 중에 손실이 무한대가 되거나 수가 아니게 되었습니다. 학습률을 낮추면 나아질 수 있으며, 이 모델은 쓰지 마십시오.',
    belowGuess: (part) =>
      `${part} 데이터에서 순위가 무작위보다 낫지 않습니다. 레이블과 학습 곡선, 학습률을 살펴보십시오.`,
    baselineBeats: (name, metric, theirs, ours) =>
      `간단한 방법이 더 낫습니다. ${metric} 값이 ${name}에서는 ${theirs}, 이 신경망에서는 ${ours}이며 우연이라고 보기 어렵습니다(95%). 지금으로서는 간단한 방법을 쓰십시오.`,
    baselineWins: (name, metric, theirs, ours) =>
      `간단한 방법도 이만큼 합니다. ${metric} 값이 ${name}에서는 ${theirs}, 이 신경망에서는 ${ours}입니다. 아직 신경망을 쓸 까닭이 보이지 않습니다.`,
    baselineAhead: (name, metric, theirs, ours) =>
      `간단한 방법이 앞섭니다. ${metric} 값이 ${name}에서는 ${theirs}, 이 신경망에서는 ${ours}입니다. 지금으로서는 신경망이 낫다는 근거가 없습니다.`,
    stillImproving:
      '마지막 에포크의 검증 손실이 가장 낮습니다. 학습이 아직 끝나지 않은 것이니, 신경망을 평가하기 전에 에포크를 늘리거나 배치를 줄이거나 학습률을 높여 더 학습하십시오.',
    nothingPositive: (part, threshold) =>
      `임계값 ${threshold}에서 ${part} 데이터의 어떤 레코드도 양성으로 예측하지 않아 정밀도, 재현율, F1이 0입니다. 표에서 임계값을 고르거나 클래스 가중치를 지정하십시오.`,
    networkAheadByChance: (name, metric, theirs, ours) =>
      `간단한 방법 가운데 가장 나은 것은 ${name}입니다. ${metric} 값이 거기서는 ${theirs}, 이 신경망에서는 ${ours}이지만 차이는 우연일 수 있습니다(95%).`,
    networkAhead: (name, metric, theirs, ours) =>
      `간단한 방법 가운데 가장 나은 것은 ${name}입니다. ${metric} 값이 거기서는 ${theirs}, 이 신경망에서는 ${ours}입니다.`,
    networkBeats: (name, metric, theirs, ours) =>
      `신경망이 간단한 방법 모두보다 낫습니다. 그 가운데 가장 나은 ${name}의 ${metric} 값이 ${theirs}, 이 신경망이 ${ours}이며 우연이라고 보기 어렵습니다(95%).`,
    calibration: (error) =>
      `예측 확률은 평균 ${scoreText(error)}만큼 어긋나 있습니다(기대 보정 오차). 점수는 순위를 매기는 데 쓰고, 확률로 읽으려면 먼저 보정하십시오.`,
  },
  curves: {
    heading: '학습',
    text: '학습 손실은 가중치가 바뀌는 동안 드롭아웃을 켠 채로 재므로 검증 손실보다 높을 수 있습니다. 학습 값만 계속 나아지고 검증 값은 그렇지 않다면 신경망이 레코드를 하나하나 외우고 있는 것입니다.',
  },
  ranking: {
    heading: '순위: ROC, 정밀도와 재현율',
    text: '양성이 드물면 ROC보다 정밀도와 재현율을 보십시오. 음성이 수천 개면 작은 비율 안에 많은 거짓 경보가 숨습니다.',
    column: (name) => `태스크 ${name}`,
    class: (name) => `클래스 ${name} 대 나머지`,
    more: (shown) => `처음 ${shown}개 열의 곡선만 보여 줍니다.`,
  },
  calibration: {
    heading: '점수와 그 신뢰도',
    text: '예측 확률이 0.8 근처인 레코드라면 약 80%가 양성이어야 합니다. 레코드가 적은 구간의 점은 확실하지 않습니다.',
  },
  confusion: {
    heading: '맞은 클래스와 틀린 클래스',
    text: (threshold) => `점수가 ${threshold} 이상인 레코드를 양성으로 봅니다. 행마다 합이 100%입니다.`,
    largest: '점수가 가장 큰 클래스로 예측합니다. 행마다 합이 100%입니다.',
  },
  thresholds: {
    heading: '임계값에 따른 두 종류의 오류',
    text: '제1종 오류는 거짓 경보, 곧 음성을 양성으로 부르는 것입니다. 제2종 오류는 양성을 놓치는 것입니다. 임계값을 높이면 제1종 오류가 줄고 제2종 오류가 늘어납니다. 어느 쪽이 더 큰 손해인지는 쓰는 사람만 압니다. 이 표를 보고 고른 임계값은 다른 데이터로 평가해야 합니다.',
    threshold: '임계값',
    why: '이유',
    typeOne: '제1종(위양성)',
    typeTwo: '제2종(위음성)',
    called: '양성으로 예측',
    reasons: { default: '기본값', bestF1: 'F1 최고', equalError: '두 오류가 같음', grid: '' },
  },
  baselines: {
    heading: '간단한 방법과의 비교',
    text: '배울 것이 없거나 거의 없는 방법으로 같은 레코드를 평가한 것입니다. 이들 모두보다 뚜렷이 나을 때 신경망을 쓸 값어치가 있습니다.',
    name: '방법',
    network: '이 신경망',
    names: {
      majority: '가장 많은 클래스',
      gc: 'G+C 함량',
      pwm: '모티프 최고 일치 점수',
      position: '위치별 염기 회귀',
      kmer: 'k-mer 회귀',
    },
  },
  filters: {
    heading: '첫 층이 찾는 것',
    text: '필터 하나하나를 모티프로 나타냈습니다. 필터의 반응이 평균과 최댓값의 중간을 넘은 부분 서열을 모아 정렬한 것입니다.',
    matched: '가장 가까운 모티프는 알려진 것 가운데 상관이 가장 높은 것이며, 상관이 낮으면 가깝다고 볼 수 없습니다.',
    filter: '필터',
    sites: '자리',
    consensus: '공통 서열',
    match: '가장 가까운 모티프',
    correlation: '상관',
    logo: '로고',
    tooFew: '자리가 적어 로고가 없음',
    more: (shown, all) => `필터 ${all}개 가운데 자리가 많은 ${shown}개의 로고입니다. 나머지는 표에 있습니다.`,
  },
  data: {
    heading: '데이터',
    part: '부분',
    path: '경로',
    records: '레코드',
    classes: '클래스별 레코드',
    length: '길이',
    lengths: (shortest, longest) =>
      shortest === longest ? `${countText(shortest)} bp` : `${countText(shortest)}~${countText(longest)} bp`,
    unknown: 'ACGT가 아닌 문자',
    unknownText: (letters, bases, records) =>
      letters === 0
        ? '없음'
        : `레코드 ${countText(records)}개에 ${countText(letters)}개(${percentText(letters / bases)})`,
    taken: ({ method, fraction = 0, chromosomes }, part) =>
      chromosomes !== undefined
        ? `${chromosomes.join(', ')}의 레코드를 ${part} 데이터로 남겼습니다.`
        : `레코드의 ${percentText(fraction)}를 무작위로 골라${SPLIT_METHODS[method]} ${part} 데이터로 남겼습니다.`,
    partRecords: (part, count) => `${part} ${countText(count)}개`,
    sizes: (parts) => `레코드 수: ${parts}.`,
    split: (fraction) => `학습 레코드의 마지막 ${percentText(fraction)}를 섞기 전에 떼어 검증 데이터로 썼습니다.`,
    given: '나뉜 데이터를 주어진 그대로 썼습니다.',
    class: (name, count, share) => `${name}: ${countText(count)}개(${percentText(share)})`,
  },
  model: {
    heading: '신경망',
    layer: '층',
    type: '종류',
    shape: '출력 모양',
    parameters: '매개변수',
    total: (total, trainable) =>
      `매개변수 ${countText(total)}개${trainable === undefined || trainable === total ? '' : `(학습되는 것 ${countText(trainable)}개)`}.`,
  },
  repeat: {
    heading: '다시 해 보기',
    text: '데이터와 버전, 시드가 같으면 같은 명령이 스레드 수와 관계없이 비트까지 같은 가중치를 냅니다. 위의 SHA-256을 비교하십시오.',
    command: '명령',
    config: '설정',
    rebuild: 'helicon report에 실행 폴더를 주면 이 페이지를 다시 씁니다.',
  },
}
