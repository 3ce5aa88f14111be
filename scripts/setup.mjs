import './node-version.mjs'
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { build, isBuilt } from './build-steps.mjs'
import { digestOf, findNpm, readStamp, removeStamp, root, runNode, writeStamp } from './workspace.mjs'

const LOCK = join(root, '.helicon-setup.lock')
const MANIFESTS = ['.', 'packages/core', 'packages/kernels', 'packages/cli'].map((path) =>
  join(root, path, 'package.json'),
)

/** What a package.json says about installing; the rest of it may change without installing anew. */
function installationOf(path) {
  const { name, version, bin, workspaces, dependencies, devDependencies } = JSON.parse(readFileSync(path, 'utf8'))
  return JSON.stringify([name, version, bin, workspaces, dependencies, devDependencies])
}

/** Some packages hold machine code: a folder that was moved to another system is stale. */
const wantedPackages = () =>
  digestOf(
    [join(root, 'package-lock.json'), join(root, '.npmrc')],
    [process.platform, process.arch, ...MANIFESTS.map(installationOf)].join(' '),
  )
const isInstalled = () => existsSync(join(root, 'node_modules')) && readStamp('installed') === wantedPackages()

function install() {
  const npm = findNpm()
  if (npm === undefined) {
    console.error(
      'npm was not found beside Node.js; install it and try again.\nNode.js와 함께 설치되는 npm을 찾지 못했습니다. npm을 설치한 뒤 다시 실행하십시오.',
    )
    return 1
  }
  console.log('Installing packages (once) … 패키지를 설치합니다(처음 한 번)')
  removeStamp('installed')
  const wanted = wantedPackages()
  // Development packages are named, because NODE_ENV=production would leave them out; the level, because
  // `npm --silent test` would hide the reason of a failure here.
  const code = runNode([npm, 'ci', '--include=dev', '--include=optional', '--loglevel=error'])
  if (code !== 0) {
    console.error('npm ci failed; the reason is above.\nnpm ci가 실패했습니다. 원인은 위에 있습니다.')
    return code
  }
  writeStamp('installed', wanted)
  return 0
}

const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Takes the lock, waiting for another set-up of this folder; one whose process is gone does not count. */
function takeLock() {
  for (let told = false; ; sleep(200)) {
    try {
      const file = openSync(LOCK, 'wx')
      writeSync(file, String(process.pid))
      closeSync(file)
      process.on('exit', () => rmSync(LOCK, { force: true }))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    try {
      const owner = Number(readFileSync(LOCK, 'utf8'))
      // An empty file is one that is being written now, or was left by a crash: give its writer two seconds.
      const abandoned = owner > 0 ? !isAlive(owner) : Date.now() - statSync(LOCK).mtimeMs > 2000
      if (abandoned) rmSync(LOCK, { force: true })
      else if (!told) {
        console.log('Waiting for another set-up of this folder (.helicon-setup.lock) … 다른 설치 작업을 기다립니다')
        told = true
      }
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
    }
  }
}

function setUp() {
  if (isInstalled() && isBuilt()) return 0
  takeLock()
  if (!isInstalled()) {
    const code = install()
    if (code !== 0) return code
  }
  if (isBuilt()) return 0
  const code = build()
  if (code !== 0) console.error('The build failed; the reason is above.\n빌드가 실패했습니다. 원인은 위에 있습니다.')
  return code
}

// Ctrl-C ends npm and the compiler too; exiting by hand lets the lock go.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1))
process.exitCode = setUp()
