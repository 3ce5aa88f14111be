import { HeliconError } from '../../../core/errors.js'
import { ByteReader } from '../../../io/byte-reader.js'
import { chunksOf } from '../../../io/bytes.js'
import { type ArrayVisitor, readArray } from '../array-reader.js'
import { type ArrayHeader, type NdArray, shapeText } from '../nd-array.js'
import { isKind } from './arrays.js'
import { INSTRUCTIONS, type Instruction } from './instructions.js'
import { type PendingArray, PICKLE_LIMITS, PickleMachine } from './machine.js'
import { latin1 } from './scalars.js'
import { contentOf, type PickleValue } from './values.js'

export interface PickleOptions {
  /** Receives the bytes of every array of numbers or text, which then are not held. */
  readonly visit?: ArrayVisitor | undefined
  /** Whether this pickle lies inside another one, as the elements of an object array do; deeper ones are refused. */
  readonly nested?: boolean
}

/**
 * Reads one pickle of protocol 0 to 5 from the reader's position, with joblib's array bytes between its instructions.
 * It knows plain values, numpy arrays, types and scalars; any other name is refused (`PICKLE_NAME_REFUSED`), and
 * nothing is ever called. Source: Python's pickletools and joblib.numpy_pickle.
 */
export async function readPickle(reader: ByteReader, options: PickleOptions = {}): Promise<PickleValue> {
  const machine = new PickleMachine(reader.name)
  for (;;) {
    const needed = runBuffered(machine, reader)
    if (machine.stopped) return machine.pop()
    if (machine.pending !== undefined) {
      await readPending(machine, machine.pending, reader, options)
      machine.pending = undefined
    } else await reader.require(needed)
  }
}

/** Runs the instructions that are buffered completely. Gives the bytes that the next one needs. */
function runBuffered(machine: PickleMachine, reader: ByteReader): number {
  const bytes = reader.buffered
  const base = reader.position
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = 0
  let needed = 1
  while (at < bytes.length) {
    machine.byte = base + at
    const instruction = INSTRUCTIONS[bytes[at] ?? 0]
    if (instruction === undefined) throw unknownInstruction(machine, bytes[at] ?? 0)
    const length = instructionLength(machine, instruction, view, at)
    if (at + length > bytes.length) {
      needed = length
      break
    }
    runInstruction(machine, instruction, view, at, length)
    at += length
    if (machine.stopped || machine.pending !== undefined) break
  }
  reader.advance(at)
  return needed
}

function unknownInstruction(machine: PickleMachine, byte: number): HeliconError {
  const found = `0x${byte.toString(16).padStart(2, '0')}`
  return new HeliconError('PICKLE_INSTRUCTION_UNKNOWN', { file: machine.file, found, byte: machine.byte })
}

const FIXED = { none: 0, uint1: 1, uint2: 2, int4: 4, uint4: 4, uint8: 8, float8: 8 } as const
const COUNT = { counted1: 1, counted4: 4, counted8: 8 } as const

/** Length of an instruction with its argument; more than is buffered where its end is not there yet. */
function instructionLength(machine: PickleMachine, instruction: Instruction, view: DataView, at: number): number {
  const { argument } = instruction
  switch (argument) {
    case 'line':
      return lineEnd(machine, view, at + 1) - at
    case 'twoLines':
      return lineEnd(machine, view, lineEnd(machine, view, at + 1)) - at
    case 'counted1':
    case 'counted4':
    case 'counted8': {
      const width = COUNT[argument]
      if (at + 1 + width > view.byteLength) return 1 + width
      const count = readCount(machine, view, at + 1, width)
      // Refused before it is waited for: waiting keeps what has arrived in memory.
      if (count > PICKLE_LIMITS.bytes) throw machine.tooLarge('bytes', PICKLE_LIMITS.bytes)
      return 1 + width + count
    }
    default:
      return 1 + FIXED[argument]
  }
}

/** Offset after the line that starts at `start`, or one past the buffered bytes where the line does not end there. */
function lineEnd(machine: PickleMachine, view: DataView, start: number): number {
  for (let at = start; at < view.byteLength; at++) {
    if (view.getUint8(at) === 0x0a) return at + 1
    if (at - start > PICKLE_LIMITS.lineBytes) throw machine.tooLarge('bytes', PICKLE_LIMITS.lineBytes)
  }
  return Math.max(view.byteLength, start) + 1
}

function readCount(machine: PickleMachine, view: DataView, at: number, width: 1 | 4 | 8): number {
  if (width === 1) return view.getUint8(at)
  if (width === 4) return view.getUint32(at, true)
  const count = view.getBigUint64(at, true)
  if (count > BigInt(PICKLE_LIMITS.bytes)) throw machine.tooLarge('bytes', PICKLE_LIMITS.bytes)
  return Number(count)
}

function runInstruction(m: PickleMachine, instruction: Instruction, view: DataView, at: number, length: number): void {
  const { argument } = instruction
  switch (argument) {
    case 'none':
      instruction.run(m)
      break
    case 'counted1':
    case 'counted4':
    case 'counted8': {
      const start = 1 + COUNT[argument]
      m.countBytes(length - start)
      instruction.run(m, new Uint8Array(view.buffer, view.byteOffset + at + start, length - start))
      break
    }
    case 'line':
    case 'twoLines': {
      m.countBytes(length - 1)
      const [first = '', second = ''] = latin1(new Uint8Array(view.buffer, view.byteOffset + at + 1, length - 1)).split(
        '\n',
      )
      instruction.run(m, first, second)
      break
    }
    case 'uint1':
      instruction.run(m, view.getUint8(at + 1))
      break
    case 'uint2':
      instruction.run(m, view.getUint16(at + 1, true))
      break
    case 'int4':
      instruction.run(m, view.getInt32(at + 1, true))
      break
    case 'uint4':
      instruction.run(m, view.getUint32(at + 1, true))
      break
    case 'uint8':
      instruction.run(m, Number(view.getBigUint64(at + 1, true)))
      break
    case 'float8':
      instruction.run(m, view.getFloat64(at + 1, false))
      break
  }
}

/** Reads the bytes of an array: those that follow in the file, or those that the pickle held. */
async function readPending(
  machine: PickleMachine,
  pending: PendingArray,
  reader: ByteReader,
  options: PickleOptions,
): Promise<void> {
  const { array, header, bytes } = pending
  if (bytes === undefined && options.nested === true) throw machine.invalid('nesting')
  if (bytes === undefined && header.dtype.kind === 'O') {
    array.content = await readObjectArray(header, reader)
    return
  }
  if (pending.padded) {
    // One byte that counts the padding, then the padding: joblib aligns arrays to be mapped into memory.
    const [padding = 0] = await reader.readExactly(1)
    await reader.readExactly(padding)
  }
  const size = { bytes: bytes?.length ?? 0, exact: true }
  const source = bytes === undefined ? reader : new ByteReader(chunksOf(bytes), reader.name, size)
  if (options.visit === undefined) array.content = await readArray(header, source)
  else {
    await options.visit(header, source)
    array.content = 'visited'
  }
}

/** Reads the pickle that stands for the bytes of an array of objects. It must hold an array of the announced shape. */
export async function readObjectArray(header: ArrayHeader, reader: ByteReader): Promise<NdArray> {
  const value = await readPickle(reader, { nested: true })
  const array = isKind(value, 'array') ? value.content : undefined
  if (array === undefined || array === 'visited')
    throw new HeliconError('PICKLE_NOT_AN_ARRAY', { file: reader.name, found: contentOf(value) })
  if (shapeText(array.shape) !== shapeText(header.shape))
    throw new HeliconError('PICKLE_INVALID', { file: reader.name, byte: reader.position, problem: 'state' })
  return array
}
