/** The four letters as outlines in a box of 100 by 100, y downwards, so that a logo needs no font. */
export const LETTER_PATHS = {
  A: 'M0 100L37 0H63L100 100H78L71 78H29L22 100ZM35 60H65L50 15Z',
  C: 'M99 32C95 12 77 0 53 0C20 0 0 20 0 50C0 80 20 100 53 100C77 100 95 88 99 66L77 61C74 74 66 82 53 82C33 82 22 70 22 50C22 30 33 18 53 18C66 18 74 25 77 37Z',
  G: 'M98 31C94 12 77 0 53 0C20 0 0 20 0 50C0 80 20 100 53 100C72 100 88 93 99 81V45H53V63H78V73C71 79 63 82 53 82C33 82 22 70 22 50C22 30 33 18 53 18C65 18 73 24 76 36Z',
  T: 'M0 0H100V19H61V100H39V19H0Z',
} as const

export type Letter = keyof typeof LETTER_PATHS

/** In the order of the columns of a matrix. */
export const LETTERS = ['A', 'C', 'G', 'T'] as const satisfies readonly Letter[]

/** Usual hues, dark enough on white (contrast 4.5 and more); the shapes tell them apart without colour. */
export const LETTER_COLORS: Readonly<Record<Letter, string>> = {
  A: '#1a7a34',
  C: '#0b57c2',
  G: '#a85400',
  T: '#c22a2a',
}
