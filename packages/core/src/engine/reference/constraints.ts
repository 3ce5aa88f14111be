export { constrained } from '../constraints.js'
