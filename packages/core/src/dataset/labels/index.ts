export * from './label-records.js'
export { MOST_CLASSES } from './label-survey.js'
