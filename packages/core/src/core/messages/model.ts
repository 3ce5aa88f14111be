import { type Expectation, expectedEnglish, expectedKorean, quoted } from './expectation.js'
import { message } from './message.js'
import { modelFileMessages } from './model-file.js'

type Numbers = readonly (number | null)[]

const shapeText = (shape: Numbers) => `[${shape.map((size) => size ?? 'null').join(', ')}]`
const shapesText = (shapes: readonly Numbers[]) => shapes.map(shapeText).join(', ')
const nearestEn = (nearest: string | undefined) => (nearest === undefined ? '' : `. Did you mean "${nearest}"?`)
const nearestKo = (nearest: string | undefined) => (nearest === undefined ? '' : `. 혹시 "${nearest}"입니까?`)

/** Errors of models. Each entry is made with `message` and exists in English and Korean. */
export const modelMessages = {
  ...modelFileMessages,
  MODEL_VALUE_INVALID: message<{
    place: string
    path: string
    found: string
    expected: Expectation
    nearest?: string | undefined
  }>(
    'data',
    (d) => `${d.place}: ${d.path} is ${d.found}; expected ${expectedEnglish(d.expected)}${nearestEn(d.nearest)}`,
    (d) =>
      `${d.place}: ${d.path} 값이 ${d.found}입니다. 올 수 있는 값: ${expectedKorean(d.expected)}${nearestKo(d.nearest)}`,
  ),
  MODEL_KEY_UNKNOWN: message<{
    place: string
    path: string
    key: string
    allowed: readonly string[]
    nearest?: string | undefined
  }>(
    'data',
    (d) => `${d.place}: unknown key '${d.path}'; allowed here: ${quoted(d.allowed)}${nearestEn(d.nearest)}`,
    (d) => `${d.place}: 알 수 없는 키입니다: '${d.path}'. 쓸 수 있는 키: ${quoted(d.allowed)}${nearestKo(d.nearest)}`,
  ),
  MODEL_KEY_MISSING: message<{ place: string; path: string; expected: Expectation }>(
    'data',
    (d) => `${d.place}: ${d.path} is missing; expected ${expectedEnglish(d.expected)}`,
    (d) => `${d.place}: ${d.path} 항목이 없습니다. 필요한 값은 ${expectedKorean(d.expected)}입니다`,
  ),
  MODEL_NAME_DUPLICATE: message<{ name: string; what: 'layer' | 'output' }>(
    'data',
    (d) =>
      d.what === 'layer'
        ? `Two inputs or layers of the model are named "${d.name}"; give each a name of its own`
        : `Two outputs of the model are named "${d.name}"; give each a name of its own`,
    (d) =>
      d.what === 'layer'
        ? `모델의 입력 또는 층 둘의 이름이 모두 "${d.name}"입니다. 서로 다른 이름을 지정하십시오`
        : `모델의 출력 둘의 이름이 모두 "${d.name}"입니다. 서로 다른 이름을 지정하십시오`,
  ),
  MODEL_INPUT_UNKNOWN: message<{
    layer: string
    found: string
    allowed: readonly string[]
    nearest?: string | undefined
  }>(
    'data',
    (d) =>
      `Layer "${d.layer}" takes its input from "${d.found}", which is no input or earlier layer; there are ${quoted(d.allowed)}${nearestEn(d.nearest)}`,
    (d) =>
      `층 "${d.layer}"의 입력이 모델의 입력도 앞선 층도 아닙니다: "${d.found}". 쓸 수 있는 이름: ${quoted(d.allowed)}${nearestKo(d.nearest)}`,
  ),
  MODEL_OUTPUT_UNKNOWN: message<{
    output: string
    found: string
    allowed: readonly string[]
    nearest?: string | undefined
  }>(
    'data',
    (d) =>
      `Output "${d.output}" is taken from layer "${d.found}", which does not exist; there are ${quoted(d.allowed)}${nearestEn(d.nearest)}`,
    (d) =>
      `출력 "${d.output}"에 적힌 층이 없습니다: "${d.found}". 있는 층: ${quoted(d.allowed)}${nearestKo(d.nearest)}`,
  ),
  MODEL_INPUT_COUNT: message<{ layer: string; type: string; found: number; expected: Expectation }>(
    'data',
    (d) =>
      `Layer "${d.layer}" (${d.type}) has ${d.found} inputs; the number of inputs must be ${expectedEnglish(d.expected)}`,
    (d) => `층 "${d.layer}"(${d.type})의 입력이 ${d.found}개입니다. 필요한 입력 수: ${expectedKorean(d.expected)}`,
  ),
  MODEL_NOT_SEQUENCE: message<{ layer: string; type: string; input: string; shape: readonly number[] }>(
    'data',
    (d) =>
      `Layer "${d.layer}" (${d.type}) needs an input of shape [length, channels]; "${d.input}" gives ${shapeText(d.shape)}. Put the layer before flatten or global pooling`,
    (d) =>
      `층 "${d.layer}"(${d.type})의 입력 모양은 [길이, 채널]이어야 하는데 "${d.input}"의 출력은 ${shapeText(d.shape)}입니다. 이 층을 flatten이나 전역 풀링 앞에 두십시오`,
  ),
  MODEL_GROUPS: message<{ layer: string; groups: number; channels: number; filters: number }>(
    'data',
    (d) =>
      `Layer "${d.layer}" has ${d.groups} groups for ${d.channels} channels and ${d.filters} filters; groups must divide both`,
    (d) =>
      `층 "${d.layer}"의 groups가 ${d.groups}인데 채널은 ${d.channels}개, 필터는 ${d.filters}개입니다. groups는 두 수를 모두 나누어야 합니다`,
  ),
  MODEL_STRIDES_AND_DILATION: message<{ layer: string; strides: number; dilationRate: number }>(
    'data',
    (d) =>
      `Layer "${d.layer}" has strides ${d.strides} and dilationRate ${d.dilationRate}; as in Keras only one of the two may be greater than 1`,
    (d) =>
      `층 "${d.layer}"의 strides가 ${d.strides}이고 dilationRate가 ${d.dilationRate}입니다. Keras와 마찬가지로 둘 중 하나만 1보다 클 수 있습니다`,
  ),
  MODEL_WINDOW_TOO_LONG: message<{ layer: string; window: number; input: string; length: number }>(
    'data',
    (d) =>
      `Layer "${d.layer}" has a window of ${d.window} positions, but "${d.input}" gives only ${d.length}; make the window shorter or use padding "same"`,
    (d) =>
      `층 "${d.layer}"의 창이 ${d.window}칸인데 "${d.input}"의 길이는 ${d.length}뿐입니다. 창을 줄이거나 padding을 "same"으로 하십시오`,
  ),
  MODEL_SHAPES_DIFFER: message<{
    layer: string
    type: string
    shapes: readonly (readonly number[])[]
    rule: 'same' | 'sameExceptChannels' | 'sameExceptLength'
  }>(
    'data',
    (d) =>
      `Layer "${d.layer}" (${d.type}) has inputs of shapes ${shapesText(d.shapes)}; they must be the same${{ same: '', sameExceptChannels: ' except for the channels', sameExceptLength: ' except for the length' }[d.rule]}`,
    (d) =>
      `층 "${d.layer}"(${d.type})의 입력 모양이 ${shapesText(d.shapes)}입니다. ${{ same: '', sameExceptChannels: '채널 수를 제외하고 ', sameExceptLength: '길이를 제외하고 ' }[d.rule]}모두 같아야 합니다`,
  ),
  MODEL_NOISE_SHAPE: message<{ layer: string; found: Numbers; shape: readonly number[] }>(
    'data',
    (d) =>
      `Layer "${d.layer}" has noiseShape ${shapeText(d.found)} for an input of shape ${shapeText(d.shape)}; expected as many entries as the shape has, null (every position has its own draw) or 1 (shared), and at least one that is not shared`,
    (d) =>
      `층 "${d.layer}"의 noiseShape가 ${shapeText(d.found)}인데 입력 모양은 ${shapeText(d.shape)}입니다. 모양과 같은 개수의 null(위치마다 따로 뽑음) 또는 1(공유)이어야 하며, 공유하지 않는 항목이 하나 이상 있어야 합니다`,
  ),
  MODEL_TOO_LARGE: message<{ layer: string; shape: readonly number[]; limit: number }>(
    'data',
    (d) =>
      `Layer "${d.layer}" would need an array of shape ${shapeText(d.shape)}; at most ${d.limit} values are allowed`,
    (d) => `층 "${d.layer}"에 모양 ${shapeText(d.shape)}의 배열이 필요합니다. 값은 ${d.limit}개까지 허용됩니다`,
  ),
  MODEL_PRESET_UNKNOWN: message<{ found: string; allowed: readonly string[]; nearest?: string | undefined }>(
    'usage',
    (d) => `There is no preset "${d.found}"; there are ${quoted(d.allowed)}${nearestEn(d.nearest)}`,
    (d) => `없는 프리셋입니다: "${d.found}". 있는 프리셋: ${quoted(d.allowed)}${nearestKo(d.nearest)}`,
  ),
  LOSS_OUTPUT_UNKNOWN: message<{ found: string; allowed: readonly string[]; nearest?: string | undefined }>(
    'usage',
    (d) =>
      `The loss is to be computed from output "${d.found}", which the model does not have; it has ${quoted(d.allowed)}${nearestEn(d.nearest)}`,
    (d) =>
      `손실을 계산할 출력이 모델에 없습니다: "${d.found}". 모델의 출력: ${quoted(d.allowed)}${nearestKo(d.nearest)}`,
  ),
  LOSS_NEEDS_LOGITS: message<{ loss: string; output: string; activation: string; alternative: string }>(
    'usage',
    (d) =>
      `Loss ${d.loss} needs logits, but output "${d.output}" ends in ${d.activation}; use an output before the ${d.activation}, or loss ${d.alternative}`,
    (d) =>
      `${d.loss} 손실에는 로짓이 필요한데 출력 "${d.output}"의 마지막 활성화 함수가 ${d.activation}입니다. ${d.activation} 이전의 출력을 쓰거나 ${d.alternative} 손실을 쓰십시오`,
  ),
  LOSS_NEEDS_PROBABILITIES: message<{ loss: string; output: string; found: string; alternative: string }>(
    'usage',
    (d) =>
      `Loss ${d.loss} needs probabilities, but output "${d.output}" ends in ${d.found}; end it in sigmoid or softmax, or use loss ${d.alternative}`,
    (d) =>
      `${d.loss} 손실에는 확률이 필요한데 출력 "${d.output}"의 마지막 활성화 함수가 ${d.found}입니다. sigmoid나 softmax로 끝내거나 ${d.alternative} 손실을 쓰십시오`,
  ),
  LOSS_NEEDS_CLASSES: message<{ loss: string; output: string; shape: readonly number[] }>(
    'usage',
    (d) =>
      `Loss ${d.loss} compares classes, one column each, but output "${d.output}" has shape ${shapeText(d.shape)}; it needs two columns or more`,
    (d) =>
      `${d.loss} 손실은 열마다 하나의 클래스를 비교하는데 출력 "${d.output}"의 모양은 ${shapeText(d.shape)}입니다. 열이 둘 이상이어야 합니다`,
  ),
  WEIGHT_MISSING: message<{ place: string; name: string; shape: readonly number[] }>(
    'data',
    (d) => `${d.place}: the array "${d.name}" of shape ${shapeText(d.shape)} is missing`,
    (d) => `${d.place}: 배열이 없습니다: "${d.name}", 모양 ${shapeText(d.shape)}`,
  ),
  WEIGHT_UNKNOWN: message<{ place: string; name: string; nearest?: string | undefined }>(
    'data',
    (d) => `${d.place}: the array "${d.name}" belongs to no layer of the model${nearestEn(d.nearest)}`,
    (d) => `${d.place}: 배열 "${d.name}"에 해당하는 층이 모델에 없습니다${nearestKo(d.nearest)}`,
  ),
  WEIGHT_SIZE: message<{ place: string; name: string; found: string; shape: readonly number[] }>(
    'data',
    (d) => `${d.place}: the array "${d.name}" has ${d.found}; the model needs ${shapeText(d.shape)}`,
    (d) => `${d.place}: 배열 "${d.name}"의 크기가 ${d.found}입니다. 모델에 필요한 모양은 ${shapeText(d.shape)}입니다`,
  ),
  WEIGHT_NOT_FINITE: message<{ place: string; name: string; index: number; found: number }>(
    'data',
    (d) => `${d.place}: value ${d.index} of the array "${d.name}" is ${d.found}; weights must be finite numbers`,
    (d) => `${d.place}: 배열 "${d.name}"의 ${d.index}번(0부터 셈) 값이 ${d.found}입니다. 가중치는 유한한 수여야 합니다`,
  ),
}
