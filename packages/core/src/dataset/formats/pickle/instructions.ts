import { buildTop, makeObject, reduceTop } from './arrays.js'
import type { PickleMachine } from './machine.js'
import { decodeText, latin1, pushDecimal, pushFloat, pushLong, pythonText } from './scalars.js'

type Machine = PickleMachine

/** An instruction by the form of its argument, and what it does to the machine. */
export type Instruction =
  | { readonly argument: 'none'; readonly run: (m: Machine) => void }
  | {
      readonly argument: 'uint1' | 'uint2' | 'int4' | 'uint4' | 'uint8' | 'float8'
      readonly run: (m: Machine, value: number) => void
    }
  | { readonly argument: 'counted1' | 'counted4' | 'counted8'; readonly run: (m: Machine, bytes: Uint8Array) => void }
  | { readonly argument: 'line' | 'twoLines'; readonly run: (m: Machine, line: string, second: string) => void }

const pushNumber = (m: Machine, value: number): void => m.push(value)
const pushText = (m: Machine, bytes: Uint8Array): void => m.push(decodeText(m, bytes))
const pushBytes = (m: Machine, bytes: Uint8Array): void => m.push(bytes.slice())
const pushLatin1 = (m: Machine, bytes: Uint8Array): void => m.push(latin1(bytes))
const put = (m: Machine, key: number): void => m.remember(key, m.top())
const get = (m: Machine, key: number): void => m.push(m.recall(key))

function appendTo(m: Machine, items: ReturnType<Machine['popMark']>): void {
  const list = m.top()
  if (list === null || typeof list !== 'object' || !('kind' in list) || list.kind !== 'list') throw m.invalid('value')
  for (const item of items) list.items.push(item)
}

function setItems(m: Machine, items: ReturnType<Machine['popMark']>): void {
  const dict = m.top()
  if (dict === null || typeof dict !== 'object' || !('kind' in dict) || dict.kind !== 'dict') throw m.invalid('value')
  m.countContainer()
  for (let i = 0; i < items.length; i += 2) {
    const [key, value] = [items[i], items[i + 1]]
    if (key === undefined || value === undefined) throw m.invalid('value')
    dict.entries.push([key, value])
  }
}

function pushTuple(m: Machine, size: number): void {
  const items = Array.from({ length: size }, () => m.pop()).reverse()
  m.push(m.tuple(items))
}

function pushDict(m: Machine): void {
  m.countContainer()
  m.push({ kind: 'dict', entries: [] })
}

function checkProtocol(m: Machine, version: number): void {
  if (version > 5) throw m.invalid('protocol')
}

function pushStackName(m: Machine): void {
  const name = m.pop()
  const module = m.pop()
  if (typeof name !== 'string' || typeof module !== 'string') throw m.invalid('value')
  m.pushName(module, name)
}

/** A key of the memo written in decimal, as protocol 0 does. */
function memoKey(m: Machine, line: string): number {
  if (!/^\d{1,10}$/.test(line)) throw m.invalid('number')
  return Number(line)
}

const ENTRIES: readonly (readonly [number, Instruction])[] = [
  [0x80, { argument: 'uint1', run: checkProtocol }], // PROTO
  [0x95, { argument: 'uint8', run: () => undefined }], // FRAME: a hint for buffering
  [
    0x2e,
    {
      argument: 'none',
      run: (m) => {
        m.stopped = true
      },
    },
  ], // STOP
  [0x28, { argument: 'none', run: (m) => m.mark() }], // MARK
  [
    0x30,
    {
      argument: 'none',
      run: (m) => {
        m.pop()
      },
    },
  ], // POP
  [
    0x31,
    {
      argument: 'none',
      run: (m) => {
        m.popMark()
      },
    },
  ], // POP_MARK
  [0x32, { argument: 'none', run: (m) => m.push(m.top()) }], // DUP
  [0x4e, { argument: 'none', run: (m) => m.push(null) }], // NONE
  [0x88, { argument: 'none', run: (m) => m.push(true) }], // NEWTRUE
  [0x89, { argument: 'none', run: (m) => m.push(false) }], // NEWFALSE
  [0x49, { argument: 'line', run: pushDecimal }], // INT
  [0x4c, { argument: 'line', run: pushDecimal }], // LONG
  [0x4a, { argument: 'int4', run: pushNumber }], // BININT
  [0x4b, { argument: 'uint1', run: pushNumber }], // BININT1
  [0x4d, { argument: 'uint2', run: pushNumber }], // BININT2
  [0x8a, { argument: 'counted1', run: pushLong }], // LONG1
  [0x46, { argument: 'line', run: pushFloat }], // FLOAT
  [0x47, { argument: 'float8', run: pushNumber }], // BINFLOAT
  [0x53, { argument: 'line', run: (m, line) => m.push(pythonText(m, line, true)) }], // STRING
  [0x54, { argument: 'counted4', run: pushLatin1 }], // BINSTRING
  [0x55, { argument: 'counted1', run: pushLatin1 }], // SHORT_BINSTRING
  [0x56, { argument: 'line', run: (m, line) => m.push(pythonText(m, line, false)) }], // UNICODE
  [0x58, { argument: 'counted4', run: pushText }], // BINUNICODE
  [0x8c, { argument: 'counted1', run: pushText }], // SHORT_BINUNICODE
  [0x8d, { argument: 'counted8', run: pushText }], // BINUNICODE8
  [0x42, { argument: 'counted4', run: pushBytes }], // BINBYTES
  [0x43, { argument: 'counted1', run: pushBytes }], // SHORT_BINBYTES
  [0x8e, { argument: 'counted8', run: pushBytes }], // BINBYTES8
  [0x96, { argument: 'counted8', run: pushBytes }], // BYTEARRAY8
  [0x5d, { argument: 'none', run: (m) => m.push(m.list([])) }], // EMPTY_LIST
  [
    0x61,
    {
      argument: 'none',
      run: (m) => {
        const item = m.pop()
        appendTo(m, [item])
      },
    },
  ], // APPEND
  [0x65, { argument: 'none', run: (m) => appendTo(m, m.popMark()) }], // APPENDS
  [0x6c, { argument: 'none', run: (m) => m.push(m.list(m.popMark())) }], // LIST
  [0x29, { argument: 'none', run: (m) => pushTuple(m, 0) }], // EMPTY_TUPLE
  [0x85, { argument: 'none', run: (m) => pushTuple(m, 1) }], // TUPLE1
  [0x86, { argument: 'none', run: (m) => pushTuple(m, 2) }], // TUPLE2
  [0x87, { argument: 'none', run: (m) => pushTuple(m, 3) }], // TUPLE3
  [0x74, { argument: 'none', run: (m) => m.push(m.tuple(m.popMark())) }], // TUPLE
  [0x7d, { argument: 'none', run: pushDict }], // EMPTY_DICT
  [
    0x64,
    {
      argument: 'none',
      run: (m) => {
        const items = m.popMark()
        pushDict(m)
        setItems(m, items)
      },
    },
  ], // DICT
  [
    0x73,
    {
      argument: 'none',
      run: (m) => {
        const value = m.pop()
        const key = m.pop()
        setItems(m, [key, value])
      },
    },
  ], // SETITEM
  [0x75, { argument: 'none', run: (m) => setItems(m, m.popMark()) }], // SETITEMS
  [0x70, { argument: 'line', run: (m, line) => put(m, memoKey(m, line)) }], // PUT
  [0x71, { argument: 'uint1', run: put }], // BINPUT
  [0x72, { argument: 'uint4', run: put }], // LONG_BINPUT
  [0x94, { argument: 'none', run: (m) => m.rememberNext(m.top()) }], // MEMOIZE
  [0x67, { argument: 'line', run: (m, line) => get(m, memoKey(m, line)) }], // GET
  [0x68, { argument: 'uint1', run: get }], // BINGET
  [0x6a, { argument: 'uint4', run: get }], // LONG_BINGET
  [0x63, { argument: 'twoLines', run: (m, module, name) => m.pushName(module, name) }], // GLOBAL
  [0x69, { argument: 'twoLines', run: (m, module, name) => m.pushName(module, name) }], // INST: its names get the same answer
  [0x93, { argument: 'none', run: pushStackName }], // STACK_GLOBAL
  [0x52, { argument: 'none', run: reduceTop }], // REDUCE
  [0x81, { argument: 'none', run: makeObject }], // NEWOBJ
  [0x62, { argument: 'none', run: buildTop }], // BUILD
]

/** Instructions by their byte. The others (EXT, PERSID, sets, buffers outside the file) have no place in array files. */
export const INSTRUCTIONS: readonly (Instruction | undefined)[] = ENTRIES.reduce<(Instruction | undefined)[]>(
  (table, [byte, instruction]) => {
    table[byte] = instruction
    return table
  },
  new Array<Instruction | undefined>(256).fill(undefined),
)
