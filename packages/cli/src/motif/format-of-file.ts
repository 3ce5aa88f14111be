import type { WrittenMotifFormat } from '@helicon/core'

const ENDINGS: Readonly<Record<string, WrittenMotifFormat>> = {
  meme: 'meme',
  jaspar: 'jaspar',
  transfac: 'transfac',
  tf: 'transfac',
  motif: 'homer',
  homer: 'homer',
  pfm: 'pfm-four-rows',
  uniprobe: 'uniprobe',
}

/** The format that the ending of a file stands for, also before `.gz`; undefined where it stands for none. */
export function formatOfFile(path: string): WrittenMotifFormat | undefined {
  const ending = /\.([a-z]+)(?:\.gz)?$/i.exec(path)?.[1]?.toLowerCase()
  return ending === undefined || !Object.hasOwn(ENDINGS, ending) ? undefined : ENDINGS[ending]
}
