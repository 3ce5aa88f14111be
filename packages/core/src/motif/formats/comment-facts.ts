import type { MotifFacts } from '../matrix.js'

/** What JASPAR's comments say, which have keys of their own: `tf_class:Paired box factors`; and the comments themselves. */
export function factsOfComments(comments: readonly string[]): MotifFacts {
  const told = (key: string) =>
    comments
      .find((comment) => comment.startsWith(`${key}:`))
      ?.slice(key.length + 1)
      .trim() ?? ''
  const species = told('species') || told('tax_group')
  return {
    ...(species !== '' && { species: [species] }),
    ...(told('tf_class') !== '' && { class: told('tf_class') }),
    ...(told('tf_family') !== '' && { family: told('tf_family') }),
    ...(comments.length > 0 && { comments }),
  }
}
