import { describe, expect, it } from 'vitest'
import { EXIT_CODES, HeliconError, isHeliconError, MESSAGES } from '../../src/core/index.js'

describe('messages', () => {
  it.each(Object.entries(MESSAGES))('%s has an exit code and exists in English and in Korean', (_code, entry) => {
    expect(Object.keys(EXIT_CODES)).toContain(entry.kind)
    // Source texts, since each message takes its own details; some put together parts named en and ko.
    expect(entry.en.toString()).not.toMatch(/[\uac00-\ud7a3]|\.ko\b/)
    expect(entry.ko.toString()).toMatch(/[\uac00-\ud7a3]|\.ko\b/)
  })
})

describe('HeliconError', () => {
  const error = new HeliconError('METRIC_NOT_FINITE', { what: 'predictions', index: 7, found: Number.NaN })

  it('says where, what was found and what was expected, in both languages', () => {
    expect(error.message).toMatch(/^Prediction 7 is NaN; expected a finite number/)
    expect(error.text('ko')).toMatch(/^예측값 7번\(0부터 셈\)의 값이 NaN입니다/)
  })

  it('has a stable code and the exit code of its kind', () => {
    expect([error.code, error.kind, error.exitCode]).toEqual(['METRIC_NOT_FINITE', 'data', 65])
    expect(isHeliconError(error, 'METRIC_NOT_FINITE')).toBe(true)
    expect(isHeliconError(error, 'ARGUMENT_INVALID')).toBe(false)
    expect(isHeliconError(new Error('METRIC_NOT_FINITE'))).toBe(false)
  })
})
