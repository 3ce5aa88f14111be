import './node-version.mjs'
import { build } from './build-steps.mjs'

process.exitCode = build()
