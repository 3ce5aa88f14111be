import { afterEach, describe, expect, it, vi } from 'vitest'
import { loadKernels } from '../../src/engine/wasm/kernels.js'

const { Memory } = WebAssembly

afterEach(() => vi.restoreAllMocks())

/** A device on which memory can have at most so many pages; what was asked for. */
function deviceWith(pages: number): number[] {
  const asked: number[] = []
  vi.spyOn(WebAssembly, 'Memory').mockImplementation(function limited(descriptor: WebAssembly.MemoryDescriptor) {
    asked.push(descriptor.maximum ?? 0)
    if ((descriptor.maximum ?? 0) > pages) throw new RangeError('could not allocate memory')
    return new Memory(descriptor)
  })
  return asked
}

describe('the memory of the kernels', () => {
  it.each([true, false])('is as large as the device has addresses for; shared: %s', async (shared) => {
    const asked = deviceWith(20_000)
    const { memory } = await loadKernels(shared)
    expect(asked).toEqual([65536, 32768, 16384])
    memory.grow(100)
    expect(memory.buffer.byteLength).toBe(102 * 65536)
  })

  it('is asked for in plain words where there is none', async () => {
    deviceWith(100)
    await expect(loadKernels(true)).rejects.toMatchObject({
      code: 'ENGINE_OUT_OF_MEMORY',
      details: { megabytes: 256, used: 0 },
    })
  })
})
